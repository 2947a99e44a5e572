package io.logflow.store;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The runs of schedules: asked for, begun, ended. */
public final class BatchRuns {
  private final Rows rows;

  public BatchRuns(StateStore store) {
    this.rows = new Rows(store.writer(), store.database());
  }

  /** Why there is a run. */
  public enum Reason {
    /** Somebody asked for it. */
    ASKED,
    /** Its time has come. */
    DUE,
    /** Its time had come while nobody could run it. */
    CAUGHT_UP
  }

  /**
   * One run.
   *
   * @param id its id
   * @param schedule the schedule's name
   * @param date local date and time in the schedule's zone, for which it reads its inputs
   * @param reason {@code asked}, {@code due} or {@code caught_up}
   * @param askedBy who asked, where somebody did
   * @param state {@code asked}, {@code running}, {@code ended} or {@code interrupted}
   * @param startedAt when it began
   * @param endedAt when it ended
   * @param exitCode what it came to
   * @param counts a JSON object of what became of its inputs
   */
  public record Run(
      String id,
      String schedule,
      LocalDateTime date,
      String reason,
      Optional<String> askedBy,
      String state,
      Optional<Instant> startedAt,
      Optional<Instant> endedAt,
      Optional<Integer> exitCode,
      Optional<String> counts) {

    /** Whether nothing more comes of it. */
    public boolean isOver() {
      return state.equals("ended") || state.equals("interrupted");
    }
  }

  /**
   * How many jobs of a run stand alike.
   *
   * @param status as in the jobs table
   * @param errorKind why they failed
   * @param jobs how many
   * @param rows rows written
   * @param rejected rows rejected
   */
  public record Standing(
      String status, Optional<String> errorKind, long jobs, long rows, long rejected) {}

  /** From here on a schedule's times count, where they do not already. */
  public void know(String schedule, Instant now) {
    rows.update("batch-know", schedule, now.toEpochMilli());
  }

  /** Up to when a schedule's times have had their run. */
  public Instant handled(String schedule) {
    return instant(rows.query("batch-handled", schedule).get(0), "until").orElseThrow();
  }

  /**
   * Enters a run that is to begin.
   *
   * @param due the time of its cron that it is for; empty where somebody asked
   * @param askedBy who
   */
  public void ask(
      String id,
      String schedule,
      LocalDateTime date,
      Reason reason,
      Optional<Instant> due,
      Optional<String> askedBy,
      Instant now) {
    String word = reason.name().toLowerCase(Locale.ROOT);
    Long dueAt = due.map(Instant::toEpochMilli).orElse(null);
    rows.update(
        "batch-ask",
        id,
        schedule,
        date.toString(),
        word,
        dueAt,
        askedBy.orElse(null),
        now.toEpochMilli());
  }

  /** The run of a schedule that is to go on, or to begin, next. */
  public Optional<Run> next(String schedule) {
    return first(rows.query("batch-next", schedule));
  }

  /** A run by its id. */
  public Optional<Run> find(String id) {
    return first(rows.query("batch-run", id));
  }

  /** The run of a schedule that began last. */
  public Optional<Run> last(String schedule) {
    return first(rows.query("batch-last", schedule));
  }

  /** Notes that a run begins, or goes on, in this process. */
  public void begin(String id, String owner, Instant now) {
    rows.update("batch-begin", id, owner, now.toEpochMilli());
  }

  /** Notes what a run came to; one that is over stays as it is. */
  public void end(String id, boolean whole, int exitCode, String counts, Instant now) {
    String state = whole ? "ended" : "interrupted";
    rows.update("batch-end", id, state, exitCode, counts, now.toEpochMilli());
  }

  /** Gives a run the jobs of a door that have not come to their end. */
  public void adopt(String door, String run) {
    rows.update("batch-adopt", door, run);
  }

  /** Jobs of a run that have not come to their end. */
  public long open(String run) {
    return number(rows.query("batch-open", run).get(0), "jobs");
  }

  /** What has become of a run's jobs. */
  public List<Standing> standings(String run) {
    return rows.query("batch-counts", run).stream()
        .map(
            row ->
                new Standing(
                    (String) row.get("status"),
                    text(row, "error_kind"),
                    number(row, "jobs"),
                    number(row, "rows"),
                    number(row, "rejected")))
        .toList();
  }

  /** Jobs of a run that came to nothing, in their order. */
  public List<StoredJob> failures(String run) {
    return rows.query("batch-failures", run).stream().map(StoredJob::new).toList();
  }

  /** Paths of the inputs of a run's jobs. */
  public Set<String> inputs(String run) {
    Set<String> paths = new HashSet<>();
    rows.query("batch-inputs", run).forEach(row -> paths.add((String) row.get("input_path")));
    return paths;
  }

  /** Files of a door whose last job came to nothing, in another run than this one. */
  public Set<String> again(String door, String run) {
    Set<String> paths = new HashSet<>();
    rows.query("batch-again", door, run).forEach(row -> paths.add((String) row.get("path")));
    return paths;
  }

  /**
   * Enters an input that is not there as a job that has failed.
   *
   * @param job its id, door, input, output and why, in the order of the statement's parameters
   */
  public void missing(Object... job) {
    rows.update("batch-missing", job);
  }

  private static Optional<Run> first(List<Map<String, Object>> found) {
    return found.stream().findFirst().map(BatchRuns::run);
  }

  private static Run run(Map<String, Object> row) {
    return new Run(
        (String) row.get("id"),
        (String) row.get("schedule"),
        LocalDateTime.parse((String) row.get("run_date")),
        (String) row.get("reason"),
        text(row, "asked_by"),
        (String) row.get("state"),
        instant(row, "started_at"),
        instant(row, "ended_at"),
        Optional.ofNullable((Number) row.get("exit_code")).map(Number::intValue),
        text(row, "counts"));
  }

  private static Optional<String> text(Map<String, Object> row, String column) {
    return Optional.ofNullable((String) row.get(column));
  }

  private static long number(Map<String, Object> row, String column) {
    return ((Number) row.get(column)).longValue();
  }

  private static Optional<Instant> instant(Map<String, Object> row, String column) {
    return Optional.ofNullable((Number) row.get(column))
        .map(millis -> Instant.ofEpochMilli(millis.longValue()));
  }
}
