package io.logflow.settings;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * One watched folder.
 *
 * @param name by which commands and the history know it
 * @param path the folder that is watched, absolute
 * @param output where its Parquet files go
 * @param profile the profile with which its files are converted
 * @param pattern which files are taken, a glob for the base name
 * @param recursive whether folders below it are watched, too
 * @param settle how long size and time of a file must not change before it is taken
 * @param marker ending of the file beside an input that says it is whole
 * @param poll how long to wait between two looks at the folder
 * @param done where inputs go that are done
 * @param failed where inputs go that failed
 * @param work where inputs are while they are worked on
 * @param claim how inputs are taken
 * @param after what becomes of inputs that are done
 * @param onDuplicate what happens to an input that was converted before
 * @param onExisting {@code version}, {@code replace} or {@code fail}
 * @param outputName template of the outputs' names
 * @param bundle when many small inputs become one output; empty where each has its own
 * @param onPublished what is called when an output is published
 * @param onFailed what is called when an input has failed
 */
public record InboxSettings(
    String name,
    Path path,
    Path output,
    Optional<String> profile,
    String pattern,
    boolean recursive,
    Duration settle,
    Optional<String> marker,
    Duration poll,
    Path done,
    Path failed,
    Path work,
    Claim claim,
    After after,
    OnDuplicate onDuplicate,
    String onExisting,
    String outputName,
    Optional<Bundle> bundle,
    Optional<HookSettings> onPublished,
    Optional<HookSettings> onFailed) {

  /** Door of what comes in by HTTP; also the name of its folder, which no inbox can have. */
  public static final String HTTP = "http";

  private static final String HTTP_NAME = "http:";

  /** What the names of inboxes begin with in the history. */
  public static final String DOOR = "inbox:";

  public InboxSettings {
    requireNonNull(name, "name is null");
    requireNonNull(path, "path is null");
    requireNonNull(output, "output is null");
  }

  /** How inputs are taken. */
  public enum Claim {
    RENAME,
    LEDGER
  }

  /** Its name in the history. */
  public String door() {
    if (isSchedule()) {
      return name;
    }
    return isHttp() ? HTTP : DOOR + name;
  }

  /** Whether these are the jobs of a schedule, which looks for its files itself. */
  public boolean isSchedule() {
    return name.startsWith(ScheduleSettings.DOOR);
  }

  /** Whether these are the jobs of the HTTP server, to which files are handed over. */
  public boolean isHttp() {
    return name.equals(HTTP_NAME);
  }

  /** Whether files are looked for in its folder. */
  public boolean isWatched() {
    return !isSchedule() && !isHttp();
  }

  /**
   * What comes in by HTTP, as if it came into a folder that nobody else puts files into: inputs
   * that are done are removed, those that failed are kept.
   */
  public static InboxSettings ofHttp(ServerSettings server) {
    Path folder = server.folder();
    return new InboxSettings(
        HTTP_NAME,
        folder.resolve("in"),
        server.resultsDir(),
        Optional.empty(),
        "*",
        false,
        Duration.ZERO,
        Optional.empty(),
        Duration.ofSeconds(1),
        folder.resolve("done"),
        folder.resolve("failed"),
        folder.resolve("work"),
        Claim.RENAME,
        new After(false, Optional.empty()),
        OnDuplicate.SKIP,
        "version",
        "{name}",
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Whether inputs stay where they are, and nothing is written there. */
  public boolean leavesFiles() {
    return claim == Claim.LEDGER;
  }

  /**
   * When small inputs that fit together become one output.
   *
   * @param maxWait how long the first of them waits for others
   * @param maxBytes they do not wait any longer when they are this large together
   */
  public record Bundle(Duration maxWait, long maxBytes) {}

  /** What happens to an input that was converted before. */
  public enum OnDuplicate {
    SKIP,
    CONVERT
  }

  /**
   * What becomes of inputs that are done.
   *
   * @param keep whether they go to the folder {@code done}; else they are deleted
   * @param forTime how long they stay there; for ever where it is empty
   */
  public record After(boolean keep, Optional<Duration> forTime) {}

  /** The settings of a job of this inbox, above those of its profile. */
  public Map<String, Object> overlay() {
    return Map.of("conversion.on_existing", onExisting, "conversion.output_name", outputName);
  }
}
