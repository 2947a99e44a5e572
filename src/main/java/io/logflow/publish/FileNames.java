package io.logflow.publish;

import io.logflow.job.FittedName;
import io.logflow.job.JobIds;
import java.io.File;
import java.util.Locale;
import java.util.Set;

/** Names of output files: what an input's name leaves, made safe. */
final class FileNames {
  static final String PARQUET = ".parquet";
  static final String REJECTS = ".rejects";

  /** Persian, Hindi and emoji are written with these; other format characters only deceive. */
  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;

  private static final int ZERO_WIDTH_JOINER = 0x200D;

  /** What stands behind a dot and is longer is no ending. */
  private static final int LONGEST_ENDING = 20;

  private static final Set<String> COMPRESSION =
      Set.of("gz", "bz2", "xz", "zst", "lz4", "zip", "br", "sz");
  private static final Set<String> EXTENSIONS =
      Set.of(
          "csv", "tsv", "tab", "psv", "ssv", "txt", "text", "dat", "data", "log", "json", "jsonl",
          "ndjson", "xml", "xes", "ocel", "xlsx", "xls", "ods", "parquet", "avro", "arrow");

  private FileNames() {}

  /**
   * The name without the extensions of known formats and compressions: {@code a.csv.gz} is {@code
   * a}. What follows another dot stays ({@code sales.2024}), because it tells files apart.
   */
  static String stem(String name) {
    String inner = withoutExtension(name, COMPRESSION);
    String stem = withoutExtension(inner, EXTENSIONS);
    return stem.isEmpty() ? name.substring(1) : stem;
  }

  private static String withoutExtension(String name, Set<String> known) {
    int dot = name.lastIndexOf('.');
    boolean strip = dot >= 0 && known.contains(name.substring(dot + 1).toLowerCase(Locale.ROOT));
    return strip ? name.substring(0, dot) : name;
  }

  /**
   * The name with the end of a job's id before its ending, so that it is like no other's: {@code
   * a-7fk3a9zq.csv.gz}.
   */
  static String withShortForm(String name, String jobId) {
    int dot = name.indexOf('.', 1);
    boolean hasEnding = dot >= 0 && name.length() - dot <= LONGEST_ENDING;
    String stem = hasEnding ? name.substring(0, dot) : name;
    String ending = hasEnding ? name.substring(dot) : "";
    return FittedName.of(stem, "-" + JobIds.shortForm(jobId) + ending);
  }

  /** The stem of a file named {@code *.parquet}. */
  static String stemOfParquet(String fileName) {
    return fileName.endsWith(PARQUET)
        ? fileName.substring(0, fileName.length() - PARQUET.length())
        : fileName;
  }

  /**
   * The text with an underscore for each control character, separator, text direction mark and half
   * surrogate, and on Windows for what no name may hold there.
   */
  static String safe(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.codePoints().forEach(point -> safe.appendCodePoint(isSafe(point) ? point : '_'));
    return safe.toString();
  }

  private static boolean isSafe(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.FORMAT -> point == ZERO_WIDTH_NON_JOINER || point == ZERO_WIDTH_JOINER;
      default ->
          point != '/'
              && point != '\\'
              && (File.separatorChar == '/' || "<>:\"|?*".indexOf(point) < 0);
    };
  }
}
