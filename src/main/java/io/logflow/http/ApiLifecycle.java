package io.logflow.http;

import io.logflow.settings.ServerSettings.Lifecycle;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Tells clients of a version of the interface that is to be left: {@code Deprecation} (RFC 9745),
 * {@code Sunset} (RFC 8594), and a link to the guide.
 */
public final class ApiLifecycle {
  private static final int EARLY = -900;

  /** IMF-fixdate (RFC 9110, 5.6.7). */
  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH);

  private ApiLifecycle() {}

  /** Has each answer below a path tell so, where there is something to tell. */
  public static void addTo(Router router, String path, Lifecycle lifecycle) {
    Map<String, String> fields = fields(lifecycle);
    if (fields.isEmpty()) {
      return;
    }
    router
        .route(path)
        .order(EARLY)
        .handler(
            context -> {
              HttpServerResponse response = context.response();
              fields.forEach(response::putHeader);
              context.next();
            });
  }

  private static Map<String, String> fields(Lifecycle lifecycle) {
    Map<String, String> fields = new LinkedHashMap<>();
    lifecycle
        .deprecated()
        .map(ApiLifecycle::begin)
        .ifPresent(day -> fields.put("Deprecation", "@" + day.toEpochSecond()));
    lifecycle
        .sunset()
        .map(ApiLifecycle::begin)
        .ifPresent(day -> fields.put("Sunset", HTTP_DATE.format(day)));
    if (!fields.isEmpty()) {
      lifecycle
          .guide()
          .ifPresent(
              guide ->
                  fields.put("Link", "<" + guide + ">; rel=\"deprecation\"; type=\"text/html\""));
    }
    return fields;
  }

  private static ZonedDateTime begin(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC);
  }
}
