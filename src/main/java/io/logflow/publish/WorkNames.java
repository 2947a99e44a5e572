package io.logflow.publish;

import io.logflow.job.FittedName;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of inputs in a work folder: the job's id, and what the input was called. A plus sign
 * between the two says that this is not all: it came from a sub-folder, or its name is too long.
 */
public final class WorkNames {
  private static final String ENDING = ".input";
  private static final Pattern FORM =
      Pattern.compile("(?<job>[0-9a-z]{26})(?<kind>[-+])(?<name>.+)\\.input", Pattern.DOTALL);

  private WorkNames() {}

  /** The name of the input of a job. */
  public static String of(String jobId, Path inbox, Path source) {
    String whole = jobId + "-" + source.getFileName();
    String fitted = FittedName.of(whole, ENDING);
    boolean all = source.getParent().equals(inbox) && fitted.equals(whole + ENDING);
    return all ? fitted : FittedName.of(jobId + "+" + source.getFileName(), ENDING);
  }

  static boolean isOne(Path file) {
    return matcher(file).matches();
  }

  /** Whether more is to be kept of where an input came from than its name tells. */
  static boolean isNoted(Path work) {
    return isOne(work) && part(work, "kind").equals("+");
  }

  static String jobId(Path work) {
    return part(work, "job");
  }

  /** What the input was called, or the beginning of that. */
  static String name(Path work) {
    return part(work, "name");
  }

  private static Matcher matcher(Path file) {
    return FORM.matcher(file.getFileName().toString());
  }

  private static String part(Path work, String group) {
    Matcher name = matcher(work);
    if (!name.matches()) {
      throw new IllegalArgumentException(work + " is no claimed input");
    }
    return name.group(group);
  }
}
