package io.logflow.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;

/**
 * Names of output files: what an input's name leaves, made safe, and cut to what file systems hold.
 */
final class FileNames {
  static final String PARQUET = ".parquet";
  static final String REJECTS = ".rejects";

  /** Bytes of one name on every file system in common use. */
  private static final int MAX_BYTES = 255;

  /** Persian, Hindi and emoji are written with these; other format characters only deceive. */
  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;

  private static final int ZERO_WIDTH_JOINER = 0x200D;

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

  /**
   * {@code stem + suffix} within the length of a name. A stem that is cut ends in a hash of the
   * whole, so that two long stems stay two.
   */
  static String fit(String stem, String suffix) {
    int room = MAX_BYTES - suffix.getBytes(UTF_8).length;
    if (stem.getBytes(UTF_8).length <= room) {
      return stem + suffix;
    }
    String mark = "~" + hash(stem);
    return head(stem, room - mark.length()) + mark + suffix;
  }

  private static String head(String text, int bytes) {
    int end = 0;
    int used = 0;
    while (end < text.length()) {
      int next = text.offsetByCodePoints(end, 1);
      used += text.substring(end, next).getBytes(UTF_8).length;
      if (used > bytes) {
        break;
      }
      end = next;
    }
    return text.substring(0, end);
  }

  private static String hash(String text) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest, 0, 4);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
