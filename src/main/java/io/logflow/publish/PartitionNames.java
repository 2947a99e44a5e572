package io.logflow.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logflow.job.ErrorKind;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Names of folders that stand for values, {@code column=value}, as Hive, DuckDB and Spark write and
 * read them: every byte but letters and digits of ASCII and {@code - _ . ~} is {@code %XX}, NULL is
 * {@code __HIVE_DEFAULT_PARTITION__}. Values whose names differ only in case get letters in that
 * form, too, since some file systems take such names for one. For one output.
 */
final class PartitionNames {
  static final String NULL = "__HIVE_DEFAULT_PARTITION__";
  private static final int LONGEST = 255;

  /** Linux takes paths of 4095 bytes; a part's name and those of staging folders need some. */
  private static final int LONGEST_PATH = 3500;

  private static final String PLAIN = "-_.~";

  /** Whose name it is, by the name in lower case. */
  private final Map<String, String> taken = new HashMap<>();

  private final int above;

  /**
   * @param above bytes of the path of the output
   */
  PartitionNames(int above) {
    this.above = above;
  }

  /**
   * The path of a part's folder below that of the output, with {@code /} between names and behind
   * the last one.
   *
   * @throws io.logflow.job.LogFlowException LIMIT_EXCEEDED where a value is too long for a name, or
   *     all are too long for a path
   */
  String path(List<String> columns, List<Optional<String>> values) {
    StringBuilder path = new StringBuilder();
    for (int index = 0; index < columns.size(); index++) {
      String above = path.toString();
      String column = encoded(columns.get(index), false);
      String name = column + '=' + encoded(values.get(index));
      String key = above + name;
      String owner = taken.putIfAbsent(key.toLowerCase(Locale.ROOT), key);
      if (owner != null && !owner.equals(key)) {
        name = column + '=' + encoded(values.get(index).orElseThrow(), true);
      }
      requireShort(columns.get(index), name);
      path.append(name).append('/');
    }
    requireShort(columns, above + 1 + path.length());
    return path.toString();
  }

  private static String encoded(Optional<String> value) {
    if (value.isEmpty()) {
      return NULL;
    }
    // A text that looks like NULL's name must not be taken for NULL.
    return value.get().equalsIgnoreCase(NULL)
        ? "%5F" + value.get().substring(1)
        : encoded(value.get(), false);
  }

  private static String encoded(String text, boolean letters) {
    StringBuilder encoded = new StringBuilder();
    byte[] bytes = text.getBytes(UTF_8);
    for (int index = 0; index < bytes.length; index++) {
      char symbol = (char) (bytes[index] & 0xff);
      // Windows drops a dot at the end of a name.
      boolean dotAtEnd = symbol == '.' && index == bytes.length - 1;
      if (isPlain(symbol, letters) && !dotAtEnd) {
        encoded.append(symbol);
      } else {
        encoded.append(String.format(Locale.ROOT, "%%%02X", (int) symbol));
      }
    }
    return encoded.toString();
  }

  private static boolean isPlain(char symbol, boolean letters) {
    boolean letter = (symbol >= 'a' && symbol <= 'z') || (symbol >= 'A' && symbol <= 'Z');
    return letter
        ? !letters
        : (symbol >= '0' && symbol <= '9') || (symbol != 0 && PLAIN.indexOf(symbol) >= 0);
  }

  private static void requireShort(String column, String name) {
    if (name.length() > LONGEST) {
      throw ErrorKind.LIMIT_EXCEEDED.error(
          "A value of the column '%s' makes the name of a folder of %d bytes, and %d are possible: %s..."
              .formatted(column, name.length(), LONGEST, name.substring(0, 60)),
          "Name another column in partition_by; sort_by brings equal values together, too.");
    }
  }

  private static void requireShort(List<String> columns, int bytes) {
    if (bytes > LONGEST_PATH) {
      throw ErrorKind.LIMIT_EXCEEDED.error(
          "Values of the columns %s make the path of a folder of %d bytes, and %d are possible."
              .formatted(String.join(", ", columns), bytes, LONGEST_PATH),
          "Name fewer columns in partition_by; sort_by brings equal values together, too.");
    }
  }
}
