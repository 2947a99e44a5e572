package io.logflow.scan;

import io.logflow.job.ColumnType;
import io.logflow.job.ErrorKind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The types that the options ask for by column. */
final class ForcedTypes {
  private static final Pattern DECIMAL =
      Pattern.compile("DECIMAL\\s*\\(\\s*(\\d{1,2})\\s*,\\s*(\\d{1,2})\\s*\\)");
  private static final List<ColumnType> PLAIN =
      List.of(
          ColumnType.BOOLEAN,
          ColumnType.BIGINT,
          ColumnType.DOUBLE,
          ColumnType.DATE,
          ColumnType.TIME,
          ColumnType.TIME.withNanos(),
          ColumnType.TIMESTAMP,
          ColumnType.TIMESTAMP.withNanos(),
          ColumnType.TIMESTAMPTZ,
          ColumnType.TIMESTAMPTZ.withNanos(),
          ColumnType.VARCHAR);

  private ForcedTypes() {}

  static Optional<ColumnType> of(String column, Map<String, String> types) {
    return word(column, types).map(ForcedTypes::parse);
  }

  /** The format of a column that is asked for as counts since 1970. */
  static Optional<TemporalFormat> epoch(String column, Map<String, String> types) {
    return word(column, types)
        .map(word -> word.strip().toLowerCase(Locale.ROOT))
        .filter(TemporalPattern.EPOCHS::contains)
        .map(TemporalFormat::of);
  }

  private static Optional<String> word(String column, Map<String, String> types) {
    return Optional.ofNullable(types.getOrDefault(column, types.get("*")));
  }

  /**
   * A type in the words of {@link ColumnType#toString}, in any case.
   *
   * @throws io.logflow.job.ConfigurationException if it is none
   */
  static ColumnType parse(String word) {
    String upper = word.strip().toUpperCase(Locale.ROOT);
    Matcher decimal = DECIMAL.matcher(upper);
    if (decimal.matches()) {
      return decimal(word, Integer.parseInt(decimal.group(1)), Integer.parseInt(decimal.group(2)));
    }
    if (TemporalPattern.EPOCHS.contains(upper.toLowerCase(Locale.ROOT))) {
      return upper.equals("EPOCH_NS") ? ColumnType.TIMESTAMPTZ.withNanos() : ColumnType.TIMESTAMPTZ;
    }
    return PLAIN.stream()
        .filter(type -> type.toString().equals(upper))
        .findFirst()
        .orElseThrow(() -> unknown(word));
  }

  private static ColumnType decimal(String word, int precision, int scale) {
    if (precision < 1 || precision > 38 || scale > precision) {
      throw unknown(word);
    }
    return ColumnType.decimal(precision, scale);
  }

  private static RuntimeException unknown(String word) {
    return ErrorKind.CONFIGURATION.error(
        "There is no column type '" + word + "'.",
        "Use BOOLEAN, BIGINT, DOUBLE, DECIMAL(p,s) with p up to 38, DATE, TIME, TIMESTAMP,"
            + " TIMESTAMPTZ, EPOCH_S, EPOCH_MS, EPOCH_US, EPOCH_NS or VARCHAR.");
  }
}
