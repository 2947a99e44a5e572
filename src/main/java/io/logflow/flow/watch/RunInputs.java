package io.logflow.flow.watch;

import io.logflow.flow.Failure;
import io.logflow.job.ErrorKind;
import io.logflow.job.FileStamp;
import io.logflow.job.LogFlowException;
import io.logflow.settings.InputPattern;
import io.logflow.settings.ScheduleSettings;
import io.logflow.settings.ScheduleSettings.Expect;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;

/**
 * What one look for the inputs of a run has found.
 *
 * @param files regular files, in the order of their paths, and what they were
 * @param written those of them that somebody has open for writing
 * @param missing what is expected and not there
 */
record RunInputs(Map<Path, FileStamp> files, Set<Path> written, List<Missing> missing) {

  /**
   * An input that is not there, or cannot be looked for.
   *
   * @param input its path, with the dates of the run, and its wildcards
   * @param failure what is told of it
   */
  record Missing(String input, Failure failure) {
    /** Its last part. */
    String name() {
      return input.substring(input.lastIndexOf('/') + 1);
    }
  }

  /** Looks for the inputs of a schedule for one date. */
  static RunInputs find(ScheduleSettings schedule, LocalDateTime date) {
    Map<Path, FileStamp> files = new TreeMap<>();
    List<Missing> missing = new ArrayList<>();
    for (InputPattern input : schedule.inputs()) {
      InputPattern dated = input.on(date);
      try {
        NavigableSet<Path> found = ScheduledFiles.of(dated);
        found.forEach(file -> add(file, files));
        if (found.isEmpty() && schedule.expect().needs(input)) {
          missing.add(
              new Missing(
                  dated.text(),
                  new Failure(
                      ErrorKind.INPUT_NOT_FOUND,
                      dated.isOne()
                          ? "The input " + dated + " is not there."
                          : "There is no file " + dated + ".",
                      "Run 'logflow batch run "
                          + schedule.name()
                          + " --date "
                          + date.toLocalDate()
                          + "' when it is there; expect: says what must be.")));
        }
      } catch (LogFlowException e) {
        missing.add(new Missing(dated.text(), Failure.of(e)));
      }
    }
    if (schedule.expect().rule() == Expect.Rule.COUNT && files.size() < schedule.expect().least()) {
      missing.add(tooFew(schedule, date, files.size()));
    }
    Set<Path> written = new HashSet<>(OpenFiles.writtenBelow(schedule.jobs().path()));
    written.retainAll(files.keySet());
    return new RunInputs(files, written, missing);
  }

  private static Missing tooFew(ScheduleSettings schedule, LocalDateTime date, int there) {
    String all =
        schedule.inputs().stream()
            .map(input -> input.on(date).text())
            .reduce((one, other) -> one + ", " + other)
            .orElseThrow();
    return new Missing(
        all,
        new Failure(
            ErrorKind.INPUT_NOT_FOUND,
            "There are %d files of %s, and %d are expected."
                .formatted(there, all, schedule.expect().least()),
            "Run it again when they are there, or change expect:."));
  }

  private static void add(Path file, Map<Path, FileStamp> files) {
    try {
      BasicFileAttributes found =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      files.put(file, FileStamp.of(found));
    } catch (IOException gone) {
      // Seen and gone again, as when somebody moves it: it is not there.
      return;
    }
  }
}
