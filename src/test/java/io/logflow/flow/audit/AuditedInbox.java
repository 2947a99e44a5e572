package io.logflow.flow.audit;

import io.logflow.LogFlow;
import io.logflow.flow.watch.Watch;
import io.logflow.settings.InboxSettings;
import io.logflow.settings.SettingsLoader;
import io.logflow.store.Database;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** An inbox that was watched for a while, and may be broken and restored. */
final class AuditedInbox {
  private final Path root;
  private final Path saved;
  private final List<Manifest.Entry> put = new ArrayList<>();
  private final Map<String, Object> more;
  private int converted;

  AuditedInbox(Path folder) throws IOException {
    this(folder, Map.of());
  }

  /** An inbox with further settings. */
  AuditedInbox(Path folder, Map<String, Object> more) throws IOException {
    this.more = more;
    Path real = folder.toRealPath();
    this.root = Files.createDirectories(real.resolve("all"));
    this.saved = real.resolve("saved");
    Files.createDirectories(path());
  }

  Path path() {
    return root.resolve("in");
  }

  Path outputs() {
    return root.resolve("out");
  }

  Path temp() {
    return root.resolve(".logflow/tmp");
  }

  Path database() {
    return root.resolve(".logflow/logflow.db");
  }

  Path done(String name) {
    return path().resolve("done").resolve(name);
  }

  /** The output of the input with this stem. */
  Path output(String stem) throws IOException {
    try (Stream<Path> files = Files.list(outputs())) {
      return files
          .filter(file -> file.getFileName().toString().startsWith(stem + "-"))
          .findFirst()
          .orElseThrow();
    }
  }

  void drop(String name, String content) throws Exception {
    Files.writeString(path().resolve(name), content);
    long good = content.lines().skip(1).filter(line -> line.contains(",")).count();
    long sum =
        content.lines().skip(1).mapToLong(line -> Long.parseLong(line.split(",", 2)[0])).sum();
    put.add(entry(name, content, good, sum));
  }

  Manifest.Entry entry(String name, String content, long rows, long sum) throws Exception {
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
    return new Manifest.Entry(
        name, HexFormat.of().formatHex(hash), Optional.of(rows), Optional.of(sum));
  }

  /** What was converted. */
  List<Manifest.Entry> manifest() {
    return new ArrayList<>(put.subList(0, converted));
  }

  private SettingsLoader.Builder loader() {
    return SettingsLoader.builder(root)
        .systemFile(root.resolve("none"))
        .projectFolder(root)
        .flag("watch.min_free", "0B");
  }

  private InboxSettings settings() {
    Map<String, Object> values = new HashMap<>(more);
    values.putAll(Map.of("output", outputs().toString(), "settle", "50ms"));
    return loader().build().inbox(path(), values);
  }

  /** Watches until so many jobs have ended since the beginning. */
  void convert(int jobs) throws SQLException {
    converted = jobs;
    AtomicInteger ended =
        new AtomicInteger(Files.exists(database()) ? count("SELECT count(*) FROM jobs") : 0);
    try (LogFlow logflow = LogFlow.builder().settings(this::loader).open();
        Watch watch = logflow.watch(List.of(settings()), line -> ended.incrementAndGet())) {
      Awaitility.await()
          .atMost(Duration.ofMinutes(10))
          .pollInterval(Duration.ofMillis(100))
          .until(
              () ->
                  watch != null
                      && ended.get() >= jobs
                      && count("SELECT count(*) FROM jobs WHERE archived_at IS NULL") == 0);
    }
  }

  private int count(String query) throws SQLException {
    return ((Number) Database.value(database(), query)).intValue();
  }

  void change(String sql) throws SQLException {
    Database.execute(database(), sql);
  }

  void save() throws IOException {
    copy(root, saved);
  }

  void restore() throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
    copy(saved, root);
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path file : all.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  List<Violation> audit() {
    return audit(List.of());
  }

  List<Violation> audit(List<Manifest.Entry> manifest) {
    return audit(manifest, false, false).violations();
  }

  AuditReport auditFully(List<Manifest.Entry> manifest) {
    return audit(manifest, false, true);
  }

  List<Violation> auditAllowingMissing() {
    return audit(List.of(), true, false).violations();
  }

  private AuditReport audit(List<Manifest.Entry> manifest, boolean allowMissing, boolean full) {
    Optional<Manifest> given =
        manifest.isEmpty() ? Optional.empty() : Optional.of(new Manifest(manifest));
    return Audit.of(
        new AuditPlan(
            List.of(settings()),
            database(),
            List.of(temp()),
            given,
            allowMissing,
            full,
            Instant.EPOCH.plusSeconds(1)));
  }
}
