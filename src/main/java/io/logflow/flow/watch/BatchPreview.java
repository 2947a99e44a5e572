package io.logflow.flow.watch;

import io.logflow.job.FileStamp;
import io.logflow.settings.ScheduleSettings;
import io.logflow.store.BatchRuns;
import io.logflow.store.KnownFiles;
import io.logflow.store.StateStore;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a run of a schedule would do. Looks at files without opening them, and changes nothing. */
public final class BatchPreview {
  private final ScheduleSettings schedule;
  private final Map<String, String> stamps;
  private final Set<String> busy;
  private final Set<String> again;

  /** As things stand in the state store now. */
  public BatchPreview(ScheduleSettings schedule, StateStore store) {
    KnownFiles known = new KnownFiles(store);
    this.schedule = schedule;
    this.stamps = known.stamps(schedule.door());
    this.busy = known.busy(schedule.door());
    this.again = new BatchRuns(store).again(schedule.door(), "");
  }

  /**
   * One input.
   *
   * @param input its path
   * @param state {@code new}, {@code changed}, {@code unchanged}, {@code failed before}, {@code in
   *     work}, {@code being written} or {@code missing}
   * @param detail its size, or what is missing
   */
  public record Line(String input, String state, String detail) {}

  /** What there is for one date. */
  public List<Line> of(LocalDateTime date) {
    RunInputs found = RunInputs.find(schedule, date);
    List<Line> lines = new ArrayList<>();
    found
        .files()
        .forEach(
            (file, stamp) ->
                lines.add(
                    new Line(
                        file.toString(), state(file, stamp, found), Long.toString(stamp.size()))));
    found
        .missing()
        .forEach(one -> lines.add(new Line(one.input(), "missing", one.failure().message())));
    return lines;
  }

  private String state(Path file, FileStamp stamp, RunInputs found) {
    String path = file.toString();
    if (busy.contains(path)) {
      return "in work";
    }
    if (found.written().contains(file)) {
      return "being written";
    }
    if (again.contains(path)) {
      return "failed before";
    }
    String known = stamps.get(path);
    if (known == null) {
      return "new";
    }
    return KnownStamp.parse(known).isOf(stamp) ? "unchanged" : "changed";
  }
}
