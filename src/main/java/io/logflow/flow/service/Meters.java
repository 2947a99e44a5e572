package io.logflow.flow.service;

import io.logflow.flow.watch.JobLine;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

/** What Prometheus reads. No tag has values that grow with the jobs or come from a client. */
final class Meters {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  Meters() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
  }

  /** A job has ended. */
  void ended(JobLine line) {
    String door = line.door().contains(":") ? line.door().replaceAll(":.*", "") : line.door();
    registry.counter("logflow.jobs.ended", "door", door, "status", line.status()).increment();
  }

  /** A request was answered. */
  void request(String method, int status) {
    registry
        .counter("logflow.http.requests", "method", method, "status", Integer.toString(status))
        .increment();
  }

  /** Bytes of an upload are on the disk. */
  void uploaded(long bytes) {
    registry.counter("logflow.upload.bytes").increment((double) bytes);
  }

  /** What is known anyway. */
  void watch(Pulse pulse) {
    Gauge.builder("logflow.jobs.waiting", pulse, it -> (double) it.waiting()).register(registry);
    Gauge.builder("logflow.healthy", pulse, it -> it.isHealthy() ? 1 : 0).register(registry);
  }

  /** All of it, in the text format of Prometheus. */
  String text() {
    return registry.scrape();
  }
}
