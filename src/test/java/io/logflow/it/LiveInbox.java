package io.logflow.it;

import io.logflow.LogFlow;
import io.logflow.flow.watch.JobLine;
import io.logflow.flow.watch.Watch;
import io.logflow.settings.InboxSettings;
import io.logflow.settings.SettingsLoader;
import io.logflow.store.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** An inbox that is watched in this process. */
final class LiveInbox implements AutoCloseable {
  final Path root;
  final Path folder;
  final Path output;
  private final LogFlow logflow;
  private final Map<String, Object> values = new HashMap<>();
  private Watch watch;

  LiveInbox(Path root) throws IOException {
    this(root, "in", Map.of());
  }

  /** An inbox {@code name} below a root, whose database it shares with the others there. */
  LiveInbox(Path root, String name, Map<String, Object> more) throws IOException {
    this.root = root;
    this.folder = Files.createDirectories(root.resolve(name));
    this.output = root.resolve("out");
    this.logflow = LogFlow.builder().settings(this::loader).door("sdk").open();
    values.putAll(Map.of("output", output.toString(), "settle", "0s", "poll", "50ms"));
    values.putAll(more);
  }

  private SettingsLoader.Builder loader() {
    return SettingsLoader.builder(root)
        .systemFile(root.resolve("no-system-file"))
        .flag("watch.min_free", "0B");
  }

  /** Begins to watch. */
  LiveInbox watch() {
    watch = logflow.watch(List.of(settings()), line -> {});
    return this;
  }

  /** Begins to watch, and tells how jobs end. */
  void watch(Consumer<JobLine> listener) {
    watch = logflow.watch(List.of(settings()), listener);
  }

  /** Begins to watch two inboxes, each under the name of the other's folder. */
  void watchCrossed(LiveInbox other) {
    String mine = folder.getFileName().toString();
    String theirs = other.folder.getFileName().toString();
    watch = logflow.watch(List.of(named(theirs), other.named(mine)), line -> {});
  }

  /** Ends what was begun, and keeps the database open. */
  void stop() {
    watch.close();
    watch = null;
  }

  /** Begins to watch under another name. */
  LiveInbox watchAs(String name) {
    watch = logflow.watch(List.of(named(name)), line -> {});
    return this;
  }

  private InboxSettings settings() {
    return loader().build().inbox(folder, values);
  }

  private InboxSettings named(String name) {
    InboxSettings same = settings();
    return new InboxSettings(
        name,
        same.path(),
        same.output(),
        same.profile(),
        same.pattern(),
        same.recursive(),
        same.settle(),
        same.marker(),
        same.poll(),
        same.done(),
        same.failed(),
        same.work(),
        same.claim(),
        same.after(),
        same.onDuplicate(),
        same.onExisting(),
        same.outputName(),
        same.bundle(),
        same.onPublished(),
        same.onFailed());
  }

  /** Puts a file into the inbox in one step. */
  Path drop(String name, String content) throws IOException {
    Path hidden = Files.writeString(root.resolve("dropping"), content);
    return Files.move(hidden, folder.resolve(name));
  }

  /** Waits until so many jobs have ended and their inputs are put away. */
  void awaitEnded(int jobs) {
    WatchRig.await(
        () ->
            rows("SELECT 1 FROM jobs WHERE archived_at IS NOT NULL").size() >= jobs
                && rows("SELECT 1 FROM jobs WHERE work_path IS NOT NULL").isEmpty());
  }

  List<List<Object>> rows(String query) throws SQLException {
    return Database.rows(database(), query);
  }

  Path database() {
    return root.resolve(".logflow/logflow.db");
  }

  @Override
  public void close() {
    if (watch != null) {
      watch.close();
    }
    logflow.close();
  }
}
