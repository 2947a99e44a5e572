package io.logflow.flow.service;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.Exchange;

/** How the service is. */
public final class Reports {
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
  private final Pulse pulse;
  private final Meters meters;

  Reports(Pulse pulse, Meters meters) {
    this.pulse = pulse;
    this.meters = meters;
  }

  /** {@code GET /api/health}. */
  public void health(Exchange exchange) {
    Answers.json(exchange, pulse.isHealthy() ? 200 : 503, pulse.report());
  }

  /** {@code GET /metrics}. */
  public void metrics(Exchange exchange) {
    Answers.text(exchange, 200, PROMETHEUS, meters.text());
  }

  /** {@code GET /api/v1/openapi.json}. */
  public void openApi(Exchange exchange) throws IOException {
    try (InputStream in = Reports.class.getResourceAsStream("/openapi.json")) {
      Answers.text(exchange, 200, "application/json", new String(in.readAllBytes(), UTF_8));
    }
  }

  /** {@code GET /api/v1/stats}. */
  public void stats(Exchange exchange) {
    Map<String, Object> stats = new LinkedHashMap<>();
    stats.put("jobs", pulse.counts());
    stats.put("waiting", pulse.waiting());
    Answers.json(exchange, 200, stats);
  }
}
