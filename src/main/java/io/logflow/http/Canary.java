package io.logflow.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.logflow.job.ErrorKind;
import io.logflow.job.LogFlowException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;

/**
 * Asks the server that has just begun to listen what it must not answer, over real connections. A
 * guard that is not called looks like one that has nothing to refuse.
 */
final class Canary {
  private static final int MILLIS = 5_000;
  private static final int REFUSED_MILLIS = 300;

  private final int port;

  Canary(int port) {
    this.port = port;
  }

  /**
   * Fails unless requests without a token and those for other hosts are refused, and nobody else
   * than this machine can connect.
   *
   * @param addresses those that the server listens on
   */
  void check(List<String> addresses) {
    for (String address : addresses) {
      InetAddress place = Listeners.address(address);
      requireStatus(place, "localhost:" + port, 401, "without a token");
      requireStatus(place, "logflow.example:" + port, 421, "for another host");
    }
    Listeners.reachable().forEach(this::requireClosed);
  }

  private void requireStatus(InetAddress place, String host, int wanted, String what) {
    String line = ask(place, host);
    if (!line.startsWith("HTTP/1.1 " + wanted + " ")) {
      throw failed("a request " + what + " was answered with '" + line + "'");
    }
  }

  private String ask(InetAddress place, String host) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(place, port), MILLIS);
      socket.setSoTimeout(MILLIS);
      String request =
          "GET /api/v1/jobs HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(US_ASCII));
      BufferedReader answer =
          new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
      return String.valueOf(answer.readLine());
    } catch (IOException e) {
      throw failed("it cannot be asked on " + place.getHostAddress() + " (" + e.getMessage() + ")");
    }
  }

  private void requireClosed(InetAddress place) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(place, port), REFUSED_MILLIS);
    } catch (IOException refused) {
      return;
    }
    throw failed(
        "something listens on port " + port + " of " + place.getHostAddress() + ", for others too");
  }

  private static LogFlowException failed(String what) {
    return ErrorKind.INTERNAL.error(
        "The server does not keep others out: " + what + ".",
        "It has been ended. Where another program has the port, choose another with --port; else"
            + " report it.");
  }
}
