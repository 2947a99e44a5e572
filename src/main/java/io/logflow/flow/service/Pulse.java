package io.logflow.flow.service;

import io.logflow.flow.watch.Watch;
import io.logflow.job.JobStatus;
import io.logflow.job.LogFlowException;
import io.logflow.job.Product;
import io.logflow.publish.Disks;
import io.logflow.settings.InboxSettings;
import io.logflow.settings.Settings;
import io.logflow.store.JobPages;
import io.logflow.store.StateStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How the service is, looked at by a thread of its own: whoever asks gets what was seen last, so
 * that no number of questions costs more than one.
 */
final class Pulse implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Pulse.class);
  private static final long SECONDS = 2;
  private static final int TURNS_BETWEEN_COUNTS = 15;
  private static final int MOST_FILES = 10_000;

  private final Settings settings;
  private final JobPages jobs;
  private final Collection<InboxSettings> inboxes;
  private final Watch watch;
  private final long began = System.nanoTime();
  private final ScheduledExecutorService turns =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "pulse");
            thread.setDaemon(true);
            return thread;
          });
  private ScheduledFuture<?> looks;
  private int turn;
  private volatile Seen seen = new Seen(false, "not looked at yet", true, 0, Map.of());
  private volatile Map<String, Long> counts = Map.of();
  private volatile long bytes;

  private record Seen(
      boolean state, String why, boolean disk, long waiting, Map<String, Object> inboxes) {}

  Pulse(Settings settings, StateStore store, Collection<InboxSettings> inboxes, Watch watch) {
    this.settings = settings;
    this.jobs = new JobPages(store);
    this.inboxes = List.copyOf(inboxes);
    this.watch = watch;
  }

  void start() {
    look();
    looks = turns.scheduleWithFixedDelay(this::look, SECONDS, SECONDS, TimeUnit.SECONDS);
  }

  private void look() {
    try {
      boolean disk = hasRoom();
      Map<String, Object> folders = inboxes();
      if (turn++ % TURNS_BETWEEN_COUNTS == 0) {
        counts = jobs.counts();
        bytes = used();
      }
      seen = new Seen(true, "", disk, watch.arrivals().waiting(), folders);
    } catch (LogFlowException e) {
      LOG.debug("The state store cannot be asked.", e);
      seen = new Seen(false, "state store", seen.disk(), seen.waiting(), seen.inboxes());
    } catch (RuntimeException e) { // The scheduler would never call again.
      LOG.warn("The look at the service failed.", e);
      seen = new Seen(false, "unknown", seen.disk(), seen.waiting(), seen.inboxes());
    }
  }

  private boolean hasRoom() {
    try {
      watch.arrivals().requireFree(0);
      return true;
    } catch (LogFlowException full) {
      return false;
    }
  }

  private Map<String, Object> inboxes() {
    Map<String, Object> all = new LinkedHashMap<>();
    for (InboxSettings inbox : inboxes) {
      Map<String, Object> one = new LinkedHashMap<>();
      boolean there = Files.isDirectory(inbox.path());
      one.put("status", there ? "up" : "down");
      oldest(inbox)
          .ifPresent(
              since ->
                  one.put(
                      "oldest_file_seconds",
                      Math.max(0, (System.currentTimeMillis() - since) / 1000)));
      // A name that is a path would tell strangers of this machine.
      all.put(Path.of(inbox.name()).getFileName().toString(), one);
    }
    return all;
  }

  private static OptionalLong oldest(InboxSettings inbox) {
    if (inbox.leavesFiles()) {
      return OptionalLong.empty();
    }
    try (Stream<Path> files = Files.list(inbox.path())) {
      return files
          .limit(MOST_FILES)
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .filter(Files::isRegularFile)
          .mapToLong(file -> file.toFile().lastModified())
          .filter(time -> time > 0)
          .min();
    } catch (IOException | UncheckedIOException e) {
      return OptionalLong.empty();
    }
  }

  private long used() {
    Path database = settings.storage().database();
    return Disks.bytesBelow(settings.server().folder())
        + Disks.bytesBelow(settings.server().resultsDir())
        + Disks.bytesBelow(database);
  }

  long waiting() {
    return seen.waiting();
  }

  /** Whether it can do its work. */
  boolean isHealthy() {
    return seen.state() && seen.disk();
  }

  /** How many jobs are in each state, as of half a minute ago at most. */
  Map<String, Long> counts() {
    return counts;
  }

  /** What {@code /api/health} says. */
  Map<String, Object> report() {
    Seen now = seen;
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("status", isHealthy() ? "healthy" : "unhealthy");
    report.put("version", Product.VERSION);
    report.put("uptime", uptime(Duration.ofNanos(System.nanoTime() - began)));
    report.put("jobs_completed", count(JobStatus.COMPLETED, JobStatus.COMPLETED_WITH_REJECTS));
    report.put("jobs_failed", count(JobStatus.FAILED, JobStatus.QUARANTINED));
    report.put("disk_usage", size(bytes));
    Map<String, Object> components = new LinkedHashMap<>();
    components.put("state", part(now.state(), now.why()));
    components.put("disk", part(now.disk(), "less than watch.min_free is free"));
    components.put("workers", Map.of("status", "up", "waiting", now.waiting()));
    components.put("inboxes", now.inboxes());
    report.put("components", components);
    return report;
  }

  private static Map<String, Object> part(boolean up, String why) {
    return up ? Map.of("status", "up") : Map.of("status", "down", "why", why);
  }

  private long count(JobStatus... statuses) {
    return Stream.of(statuses)
        .map(status -> Optional.ofNullable(counts.get(status.label())).orElse(0L))
        .reduce(0L, Long::sum);
  }

  private static String uptime(Duration time) {
    return time.toHours() > 0
        ? time.toHours() + "h" + time.toMinutesPart() + "m"
        : time.toMinutes() > 0
            ? time.toMinutes() + "m" + time.toSecondsPart() + "s"
            : time.toSeconds() + "s";
  }

  private static String size(long bytes) {
    return bytes < 1_000_000_000
        ? String.format(Locale.ROOT, "%.1fMB", bytes / 1e6)
        : String.format(Locale.ROOT, "%.1fGB", bytes / 1e9);
  }

  @Override
  public void close() {
    if (looks != null) {
      looks.cancel(false);
    }
    turns.shutdown();
  }
}
