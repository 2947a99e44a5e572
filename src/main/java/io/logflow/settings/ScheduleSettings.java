package io.logflow.settings;

import static java.util.Objects.requireNonNull;

import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One scheduled batch.
 *
 * @param name by which commands and the history know it
 * @param cron when it is due; empty where it runs only when somebody asks
 * @param zone the zone of its times and dates
 * @param inputs which files it reads, at least one
 * @param expect which of them must be there
 * @param incremental whether files that something appends to are read on where they ended
 * @param conversion settings of its jobs beyond those of its profile, by dotted name
 * @param jobs how its files are converted: as those of a folder whose files stay where they are
 */
public record ScheduleSettings(
    String name,
    Optional<Cron> cron,
    ZoneId zone,
    List<InputPattern> inputs,
    Expect expect,
    Incremental incremental,
    Map<String, Object> conversion,
    InboxSettings jobs) {

  /** What the names of schedules begin with in the history. */
  public static final String DOOR = "schedule:";

  public ScheduleSettings {
    requireNonNull(name, "name is null");
    requireNonNull(jobs, "jobs is null");
    inputs = List.copyOf(inputs);
    conversion = Map.copyOf(conversion);
  }

  /** Whether of files that something appends to only what is new is read. */
  public enum Incremental {
    NO,
    /** What is before is compared by a fingerprint. */
    FINGERPRINT,
    /** What is before is compared as a whole. */
    FULL
  }

  /** Whether only what is new of a file is read. */
  public boolean isIncremental() {
    return incremental != Incremental.NO;
  }

  /** Its name in the history. */
  public String door() {
    return jobs.door();
  }

  /** Its settings above those of its profile. */
  public Map<String, Object> overlay() {
    Map<String, Object> overlay = new HashMap<>(conversion);
    overlay.putAll(jobs.overlay());
    return overlay;
  }

  /**
   * Which files must be there for a run to go well.
   *
   * @param rule what is counted
   * @param least how many at least, of {@code COUNT}
   */
  public record Expect(Rule rule, long least) {
    /** What is counted. */
    public enum Rule {
      /** None need be there. */
      NONE,
      /** Those that are named without a wildcard. */
      NAMED,
      /** One of each of the inputs. */
      EACH,
      /** So many in all. */
      COUNT
    }

    /** Whether one of the inputs must have a file. */
    public boolean needs(InputPattern input) {
      return rule == Rule.EACH || (rule == Rule.NAMED && input.isOne());
    }
  }
}
