package io.logflow.engine;

import io.logflow.duck.SafePath;
import io.logflow.duck.SqlText;
import io.logflow.engine.LayoutKeys.SortKey;
import io.logflow.job.Column;
import io.logflow.job.ConversionOptions;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The statements of a layout. Within them columns are {@code c0}, {@code c1} and so on, because
 * their names are data, {@code r} is the number of a row in the source, and {@code k0} and so on
 * are the values of the columns that make folders, as text.
 */
final class LayoutSql {
  private static final String ROW_NUMBER = "file_row_number";
  private static final String READING =
      ", hive_partitioning = false, filename = false, union_by_name = false";

  private final List<Column> columns;
  private final LayoutKeys keys;
  private final SafePath source;

  LayoutSql(List<Column> columns, LayoutKeys keys, SafePath source) {
    this.columns = List.copyOf(columns);
    this.keys = keys;
    this.source = source;
  }

  /** Whether rows can be found by their number; a column of the reader's own name is in the way. */
  boolean hasRowNumbers() {
    return columns.stream().noneMatch(column -> column.name().equalsIgnoreCase(ROW_NUMBER));
  }

  private String source() {
    String read = "read_parquet(" + SqlText.literal(source.text()) + READING;
    String values =
        IntStream.range(0, columns.size())
            .mapToObj(i -> SqlText.identifier(columns.get(i).name()) + " AS c" + i)
            .collect(Collectors.joining(", "));
    return hasRowNumbers()
        ? "(SELECT %s, %s AS r FROM %s, %s = true))".formatted(values, ROW_NUMBER, read, ROW_NUMBER)
        : "(SELECT %s, row_number() OVER () - 1 AS r FROM %s))".formatted(values, read);
  }

  /** All values of a row under their names. */
  private String named() {
    return IntStream.range(0, columns.size())
        .mapToObj(i -> "c" + i + " AS " + SqlText.identifier(columns.get(i).name()))
        .collect(Collectors.joining(", "));
  }

  /** A query of all rows in their new order. */
  String sorted() {
    return "SELECT " + named() + " FROM " + source() + " ORDER BY " + order(Stream.of());
  }

  /**
   * A query of the rows of these numbers, up to {@code to} (exclusive), as they lie in the source.
   */
  String range(long from, long to) {
    return "SELECT %s FROM %s WHERE r >= %d AND r < %d".formatted(named(), source(), from, to);
  }

  private String order(Stream<String> first) {
    Stream<String> sort =
        keys.sortBy().stream().map(key -> "c" + key.column() + descending(key) + " NULLS LAST");
    return Stream.of(first, sort, Stream.of("r"))
        .flatMap(all -> all)
        .collect(Collectors.joining(", "));
  }

  private static String descending(SortKey key) {
    return key.descending() ? " DESC" : " ASC";
  }

  private String keyNames() {
    return IntStream.range(0, keys.partitionBy().size())
        .mapToObj(i -> "k" + i)
        .collect(Collectors.joining(", "));
  }

  private String keyOrder() {
    return IntStream.range(0, keys.partitionBy().size())
        .mapToObj(i -> "k" + i + " NULLS LAST")
        .collect(Collectors.joining(", "));
  }

  private String keyTexts() {
    return IntStream.range(0, keys.partitionBy().size())
        .mapToObj(i -> "CAST(c%d AS VARCHAR) AS k%d".formatted(keys.partitionBy().get(i), i))
        .collect(Collectors.joining(", "));
  }

  private String sameKeys(String row) {
    return IntStream.range(0, keys.partitionBy().size())
        .mapToObj(
            i ->
                "CAST(%s.c%d AS VARCHAR) IS NOT DISTINCT FROM keys.k%d"
                    .formatted(row, keys.partitionBy().get(i), i))
        .collect(Collectors.joining(" AND "));
  }

  /**
   * Makes a table of the folders: their values, number and rows.
   *
   * @param most how many at most are entered
   */
  String makeKeys(int most) {
    return "CREATE TEMP TABLE keys AS SELECT row_number() OVER (ORDER BY "
        + keyOrder()
        + ") - 1 AS p, * FROM (SELECT "
        + keyNames()
        + ", count(*) AS n FROM (SELECT "
        + keyTexts()
        + " FROM "
        + source()
        + ") GROUP BY "
        + keyNames()
        + " LIMIT "
        + most
        + ")";
  }

  /** A query of the folders in their order: values, then rows. */
  String keys() {
    return "SELECT " + keyNames() + ", n FROM keys ORDER BY p";
  }

  /** Makes a table of all rows in their new order. */
  String makeRows() {
    String values =
        IntStream.range(0, columns.size())
            .mapToObj(i -> "s.c" + i)
            .collect(Collectors.joining(", "));
    String joined =
        keys.partitionBy().isEmpty()
            ? source() + " s"
            : source() + " s JOIN keys ON " + sameKeys("s");
    String order = order(keys.partitionBy().isEmpty() ? Stream.of() : Stream.of("keys.p"));
    return "CREATE TEMP TABLE laid AS SELECT " + values + " FROM " + joined + " ORDER BY " + order;
  }

  /** A query of rows of that table, from their place up to {@code to} (exclusive). */
  String laid(long from, long to) {
    return "SELECT %s FROM laid WHERE rowid >= %d AND rowid < %d".formatted(named(), from, to);
  }

  /** A query that counts the rows that do not lie where their folder's values do. */
  String strays() {
    return "SELECT count(*) FROM laid l, (SELECT *, sum(n) OVER (ORDER BY p) AS behind FROM keys)"
        + " keys WHERE "
        + sameKeys("l")
        + " AND (l.rowid < behind - n OR l.rowid >= behind)";
  }

  /** Writes what a query gives. */
  static String copy(
      String query, SafePath target, ConversionOptions options, long mostGroupBytes) {
    return "COPY (%s) TO %s (%s)"
        .formatted(
            query,
            SqlText.literal(target.text()),
            String.join(", ", DuckCopy.writing(options, Map.of(), mostGroupBytes)));
  }
}
