package io.logflow.flow.watch.hook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logflow.job.Product;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** Posts the facts as JSON to an address. Any 2xx is success; redirections are not followed. */
final class WebhookCaller implements Caller {
  private final HttpClient client;
  private final URI address;
  private final Duration timeout;

  WebhookCaller(String address, Duration timeout) {
    this.address = URI.create(address);
    this.timeout = timeout;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeout)
            .build();
  }

  @Override
  public void call(Map<String, Object> facts) throws HookFailure, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address)
            .timeout(timeout)
            .header("Content-Type", "application/json")
            .header("User-Agent", "LogFlow/" + Product.VERSION)
            .POST(BodyPublishers.ofString(Facts.json(facts), UTF_8))
            .build();
    try {
      HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
      // Closed unread: an answer may never end.
      response.body().close();
      if (response.statusCode() / 100 != 2) {
        throw new HookFailure("answered with status " + response.statusCode());
      }
    } catch (IOException e) {
      throw new HookFailure("cannot be reached: " + reason(e), e);
    }
  }

  private static String reason(IOException failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }
}
