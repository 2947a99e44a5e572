package io.logflow.engine;

import io.logflow.duck.SafePath;
import io.logflow.duck.SqlText;
import io.logflow.job.Codec;
import io.logflow.job.ColumnPlan;
import io.logflow.job.ConversionOptions;
import io.logflow.job.Dialect;
import io.logflow.job.InputPlan;
import io.logflow.job.Plan;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The one statement that reads all inputs and writes the output; inputs are its parameters. */
final class DuckCopy {
  /** DuckDB's least useful group, and more rows than any group holds. */
  private static final long MIN_GROUP_BYTES = 1 << 20;

  private static final long MAX_GROUP_ROWS = 100_000_000;
  private static final long DEFAULT_LINE_BYTES = 2_000_000;

  private final Plan plan;
  private final ConversionOptions options;
  private final List<DuckLines> lines;

  /**
   * @param lines the lines of each input
   */
  DuckCopy(Plan plan, ConversionOptions options, List<DuckLines> lines) {
    this.plan = plan;
    this.options = options;
    this.lines = List.copyOf(lines);
  }

  /**
   * The statement.
   *
   * @param output where to write
   * @param metadata what the footer says beside the schema
   * @param mostGroupBytes row groups may not be larger, whatever the options say
   */
  String sql(SafePath output, Map<String, String> metadata, long mostGroupBytes)
      throws IOException {
    return "COPY (\n"
        + String.join("\nUNION ALL\n", selects())
        + "\n) TO "
        + SqlText.literal(output.text())
        + " ("
        + String.join(", ", writing(options, metadata, mostGroupBytes))
        + ")";
  }

  /** How a file is written. */
  static List<String> writing(
      ConversionOptions options, Map<String, String> metadata, long mostGroupBytes) {
    long groupBytes = Math.min(options.rowGroupBytes(), mostGroupBytes);
    return Stream.concat(
            Stream.of(
                "FORMAT parquet",
                "USE_TMP_FILE false",
                "ROW_GROUP_SIZE " + MAX_GROUP_ROWS,
                "ROW_GROUP_SIZE_BYTES " + Math.max(MIN_GROUP_BYTES, groupBytes)),
            Stream.concat(
                Stream.of(metadata)
                    .filter(all -> !all.isEmpty())
                    .map(all -> "KV_METADATA " + struct(all)),
                compression(options)))
        .toList();
  }

  private static Stream<String> compression(ConversionOptions options) {
    Codec codec = options.compression();
    String name = codec == Codec.NONE ? "uncompressed" : codec.label();
    return Stream.concat(
        Stream.of("COMPRESSION " + name),
        options.compressionLevel().stream()
            .filter(level -> codec == Codec.ZSTD)
            .map(level -> "COMPRESSION_LEVEL " + level));
  }

  private static String struct(Map<String, String> entries) {
    return entries.entrySet().stream()
        .map(entry -> SqlText.literal(entry.getKey()) + ": " + SqlText.literal(entry.getValue()))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private List<String> selects() throws IOException {
    List<String> all = new ArrayList<>();
    for (int index = 0; index < plan.inputs().size(); index++) {
      all.add(plan.columns().get(0).json().isPresent() ? selectJson(index) : select(index));
    }
    return all;
  }

  private String selectJson(int index) throws IOException {
    return "SELECT "
        + plan.columns().stream().map(DuckJson::column).collect(Collectors.joining(", "))
        + " FROM read_json(?, "
        + String.join(", ", DuckJson.reading(plan, plan.inputs().get(index)))
        + ")";
  }

  private String select(int index) {
    InputPlan input = plan.inputs().get(index);
    String columns =
        IntStream.range(0, plan.columns().size())
            .mapToObj(column -> column(input, column))
            .collect(Collectors.joining(", "));
    return "SELECT "
        + columns
        + " FROM read_csv(?, "
        + String.join(", ", reading(input, lines.get(index)))
        + ")";
  }

  private String column(InputPlan input, int index) {
    ColumnPlan column = plan.columns().get(index);
    int field = input.fieldOfColumn().get(index);
    String value =
        field < 0
            ? "CAST(NULL AS " + column.column().type() + ")"
            : DuckColumn.expression(column, field(field));
    return value + " AS " + SqlText.identifier(column.column().name());
  }

  private List<String> reading(InputPlan input, DuckLines lines) {
    Dialect dialect = input.input().inspection().orElseThrow().dialect();
    return List.of(
        "auto_detect = false",
        "columns = " + fields(input),
        "delim = " + SqlText.literal(dialect.delimiter()),
        "quote = " + symbol(dialect.quote()),
        "escape = " + symbol(dialect.escape()),
        "comment = ''",
        "header = " + dialect.header(),
        "nullstr = " + nulls(),
        "allow_quoted_nulls = " + input.quotedNulls(),
        strictly(lines),
        "null_padding = false",
        "ignore_errors = false",
        "max_line_size = " + Math.max(DEFAULT_LINE_BYTES, 2 * input.longestRecord()),
        "parallel = " + lines.areRecords(),
        "encoding = 'utf-8'",
        "compression = 'none'",
        "hive_partitioning = false",
        "filename = false",
        "union_by_name = false");
  }

  /** Strict mode, the default, finds one row more at CRLF where both options are written out. */
  private static String strictly(DuckLines lines) {
    return lines
        .misleading()
        .map(ending -> "new_line = " + SqlText.literal(ending))
        .orElse("strict_mode = true");
  }

  /** Our own names for the fields: theirs are data. */
  private String fields(InputPlan input) {
    String[] types = new String[input.fieldNames().size()];
    Arrays.fill(types, "VARCHAR");
    for (int index = 0; index < plan.columns().size(); index++) {
      int field = input.fieldOfColumn().get(index);
      if (field >= 0) {
        types[field] = DuckColumn.readType(plan.columns().get(index));
      }
    }
    return IntStream.range(0, types.length)
        .mapToObj(field -> SqlText.literal(field(field)) + ": " + SqlText.literal(types[field]))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static String field(int index) {
    return "f" + index;
  }

  private static String symbol(char symbol) {
    return SqlText.literal(symbol == 0 ? "" : String.valueOf(symbol));
  }

  private String nulls() {
    return SqlText.literals(
        Stream.concat(Stream.of(""), options.nullValues().stream()).distinct().toList());
  }
}
