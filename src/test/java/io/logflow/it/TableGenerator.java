package io.logflow.it;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logflow.it.GeneratedColumn.Value;
import io.logflow.job.Column;
import io.logflow.job.ColumnType;
import io.logflow.job.Schema;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Makes tables of every type with and without NULLs, written in a given way. What a reader must
 * find follows from the typed values, so no parser has a part in it. Equal arguments give equal
 * tables.
 *
 * @param seed what the values follow from
 * @param rowCount rows, at least 1; the values that decide the types are spread over them
 * @param quoting which fields stand in quotes
 * @param lineEnding what ends a record
 * @param delimiter what parts two fields
 * @param header whether the first record names the columns
 */
record TableGenerator(
    long seed, int rowCount, Quoting quoting, String lineEnding, char delimiter, boolean header) {

  /** Which fields stand in quotes. An empty text always does, except where NULL does too. */
  enum Quoting {
    WHERE_NEEDED,
    SOMETIMES,
    ALWAYS
  }

  /** Shares of NULLs in percent; there is a column of each kind for each. */
  private static final List<Integer> NULL_SHARES = List.of(0, 10, 95);

  GeneratedTable generate() {
    Random random = new Random(seed);
    List<Column> columns = new ArrayList<>(List.of(new Column(name(0, "row"), ColumnType.BIGINT)));
    List<List<Value>> values = new ArrayList<>(List.of(numbers()));
    for (GeneratedColumn kind : GeneratedColumn.values()) {
      for (int nulls : NULL_SHARES) {
        String name = kind.name().toLowerCase(Locale.ROOT) + "_nulls_" + nulls;
        columns.add(new Column(name(columns.size(), name), kind.type()));
        values.add(column(kind, nulls, random));
      }
    }
    return new GeneratedTable(
        csv(columns, values, random).getBytes(UTF_8), header, new Schema(columns), rows(values));
  }

  private String name(int index, String inHeader) {
    return header ? inHeader : "column" + (index + 1);
  }

  private List<Value> numbers() {
    List<Value> numbers = new ArrayList<>();
    for (int row = 1; row <= rowCount; row++) {
      numbers.add(Value.same(Integer.toString(row)));
    }
    return numbers;
  }

  private List<Value> column(GeneratedColumn kind, int nulls, Random random) {
    int deciding = random.nextInt(rowCount);
    List<Value> column = new ArrayList<>();
    for (int row = 0; row < rowCount; row++) {
      boolean isNull = row != deciding && random.nextInt(100) < nulls;
      Value value = row == deciding ? kind.deciding(random) : kind.any(random);
      column.add(isNull ? Value.NULL : expressible(value));
    }
    return column;
  }

  /** Where everything is quoted, an empty field is NULL and an empty text cannot be written. */
  private Value expressible(Value value) {
    return quoting == Quoting.ALWAYS && "".equals(value.text()) ? Value.same("-") : value;
  }

  private List<List<String>> rows(List<List<Value>> values) {
    List<List<String>> rows = new ArrayList<>();
    for (int row = 0; row < rowCount; row++) {
      int at = row;
      // Arrays, because lists made by List.of hold no null.
      rows.add(
          Arrays.asList(
              values.stream().map(column -> column.get(at).canonical()).toArray(String[]::new)));
    }
    return rows;
  }

  private String csv(List<Column> columns, List<List<Value>> values, Random random) {
    StringBuilder csv = new StringBuilder();
    if (header) {
      append(csv, columns.stream().map(Column::name).toList(), random);
    }
    for (int row = 0; row < rowCount; row++) {
      int at = row;
      append(
          csv,
          Arrays.asList(
              values.stream().map(column -> column.get(at).text()).toArray(String[]::new)),
          random);
    }
    return csv.toString();
  }

  private void append(StringBuilder csv, List<String> fields, Random random) {
    csv.append(
            fields.stream()
                .map(field -> written(field, random))
                .collect(Collectors.joining(String.valueOf(delimiter))))
        .append(lineEnding);
  }

  private String written(String field, Random random) {
    if (field == null) {
      return quoting == Quoting.ALWAYS ? "\"\"" : "";
    }
    boolean quoted =
        switch (quoting) {
          case ALWAYS -> true;
          case SOMETIMES -> needsQuotes(field) || random.nextInt(3) == 0;
          case WHERE_NEEDED -> needsQuotes(field);
        };
    return quoted ? '"' + field.replace("\"", "\"\"") + '"' : field;
  }

  private boolean needsQuotes(String field) {
    return field.isEmpty()
        || field.indexOf(delimiter) >= 0
        || field.chars().anyMatch(character -> "\"\r\n".indexOf(character) >= 0);
  }
}
