package io.logflow.publish;

import io.logflow.job.FittedName;
import java.util.regex.Pattern;

/** What outputs of many inputs are called. */
public final class BundleName {
  private static final Pattern FORM = Pattern.compile(".+-and-[0-9]+-more-.*(\\.parquet)?");

  private BundleName() {}

  /** Whether a file, or a folder of parts, is called like a bundle's output. */
  public static boolean isOne(String name) {
    return FORM.matcher(name).matches();
  }

  /**
   * The name of a bundle's output.
   *
   * @param first the name that its first input alone would have, with {@code .parquet}
   * @param inputs how many it has
   */
  public static String of(String first, int inputs) {
    String more = "-and-" + (inputs - 1) + "-more";
    return FittedName.of(FileNames.stemOfParquet(first), more + FileNames.PARQUET);
  }
}
