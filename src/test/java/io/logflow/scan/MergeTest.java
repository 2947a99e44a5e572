package io.logflow.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.job.ColumnType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Neither the order of values nor how they were split before merging changes what is found. */
class MergeTest {
  private static final List<List<String>> POOLS =
      List.of(
          List.of("1", "2", "3", "40", "-7", "0"),
          List.of("1", "12.75", ".5", "1e3", "1.5e3", "-0.0", "0.0"),
          List.of("1", "9223372036854775808", "-9223372036854775808", "123456789012345678901"),
          List.of("12.5", "0.1234567890123456", "0.12345678901234561", "7", "-0.0"),
          List.of("1", "007", "2.5", "x", ""),
          List.of("true", "FALSE", "False", "1"),
          List.of("2024-01-05", "2024-01-05 10:00:00", "2024-02-05T10:00:00.5", "2024-02-29"),
          List.of("2024-01-05", "2024-01-05 10:00", "2024-01-05 10:00:00"),
          List.of("01/02/2024", "03/04/2024", "13/04/2024", "04/13/2024"),
          List.of("05/05/2024", "03/04/2024", "04/03/2024", "06/06/2024"),
          List.of("5/5/2024 9:30", "3/4/2024", "4/3/2024", "3/4/2024 9:30", "4/3/2024 9:30"),
          List.of("01/02/2024", "03/04/2024", "1/2/2024 9:30", "12/12/2024 10:00 PM"),
          List.of(
              "2024-01-05T10:00:00Z",
              "2024-01-05T10:00:00+02:00",
              "2024-01-05",
              "2024-01-05 10:00:00"),
          List.of("05 May 2024", "06 May 2024", "06 June 2024", "06 Jun 2024"),
          List.of("10:30", "11:30", "11:30:15", "11:30:15.123456789"),
          List.of("2024-01-05", "2024-1-5", "2024-01-05 10:00:00", "2024-1-5 9:00:00"),
          List.of("5/1/24", "13/1/24", "05-01-24", "1/13/24", "5/1/24 9:30"),
          List.of("Jan 5, 2024", "Mai 5, 2024", "Dez 5, 2024", "Dec 5, 2024", "May 5, 2024"),
          List.of("Fri, 5 Jan 2024", "Mon, 5 Jan 2024", "Fri, 5 Jan 2024 10:00:00 GMT"),
          List.of("1,234", "1.5", "1234", "12,345,678", "12", "1,2"),
          List.of("1.234,5", "1.234", "12,50", "0,5", "7", "1,234.5"),
          List.of("1 234", "1'234", "1234", "12", "0,05"),
          List.of("20240105", "20240106", "2024-01-05", "7"));

  private static final Jobs.Options OPTIONS = options();

  private static Jobs.Options options() {
    Jobs.Options options = new Jobs.Options();
    options.timestampFormat = java.util.Optional.of("yyyyMMdd");
    return options;
  }

  private static ColumnScan scan(List<String> values, List<Integer> lines) {
    // Thorough, because only such a scan sees values of all forms.
    ColumnScan column = new ColumnScan(ColumnSettings.of("c", OPTIONS.build()).thoroughly(true));
    Cell cell = new Cell();
    for (int i = 0; i < values.size(); i++) {
      cell.b = values.get(i).getBytes(StandardCharsets.UTF_8);
      cell.to = cell.b.length;
      cell.line = lines.get(i);
      column.accept(cell);
    }
    return column;
  }

  private static Choice choose(ColumnScan column) {
    return TypeChooser.choose(column, List.of("a.csv"));
  }

  private static void expectSame(Choice found, Choice expected, List<String> values) {
    assertThat(found.type()).as(values.toString()).isEqualTo(expected.type());
    assertThat(found.format()).as(values.toString()).isEqualTo(expected.format());
    assertThat(found.hash()).as(values.toString()).isEqualTo(expected.hash());
    assertThat(found.min()).as(values.toString()).isEqualTo(expected.min());
    assertThat(found.distinct()).as(values.toString()).isEqualTo(expected.distinct());
    assertThat(found.max()).as(values.toString()).isEqualTo(expected.max());
  }

  @Test
  void the_order_of_values_changes_nothing() {
    Random random = new Random(3);
    for (int round = 0; round < 2_000; round++) {
      List<String> values = draw(random);
      Choice expected = choose(scan(values, lines(values)));
      Collections.shuffle(values, random);
      expectSame(choose(scan(values, lines(values))), expected, values);
    }
  }

  @Test
  void parts_merge_to_the_whole_in_any_order() {
    Random random = new Random(4);
    for (int round = 0; round < 2_000; round++) {
      List<String> values = draw(random);
      List<Integer> lines = lines(values);
      Choice expected = choose(scan(values, lines));
      List<ColumnScan> parts = new ArrayList<>();
      int from = 0;
      while (from < values.size()) {
        int to = from + random.nextInt(values.size() - from + 1);
        parts.add(scan(values.subList(from, to), lines.subList(from, to)));
        from = to;
      }
      ColumnScan inOrder = scan(List.of(), List.of());
      if (random.nextBoolean()) {
        Collections.shuffle(parts, random);
      }
      parts.forEach(inOrder::merge);
      expectSame(choose(inOrder), expected, values);
    }
  }

  @Test
  void parts_whose_dates_change_places_merge_to_open_dates() {
    List<String> values = List.of("03/04/2024", "05/05/2024", "04/03/2024");
    for (int cut = 0; cut <= values.size(); cut++) {
      ColumnScan head = scan(values.subList(0, cut), lines(values));
      ColumnScan tail = scan(values.subList(cut, 3), lines(values).subList(cut, 3));
      head.merge(tail);
      Choice found = choose(head);
      assertThat(found.type()).as("cut " + cut).isEqualTo(ColumnType.VARCHAR);
      assertThat(found.warnings()).as("cut " + cut).hasSize(1);
    }
  }

  private static List<String> draw(Random random) {
    List<String> pool = POOLS.get(random.nextInt(POOLS.size()));
    int kinds = 1 + random.nextInt(pool.size());
    List<String> values = new ArrayList<>();
    for (int i = 1 + random.nextInt(8); i > 0; i--) {
      values.add(pool.get(random.nextInt(kinds)));
    }
    return values;
  }

  private static List<Integer> lines(List<String> values) {
    List<Integer> lines = new ArrayList<>();
    for (int line = 0; line < values.size(); line++) {
      lines.add(line + 2);
    }
    return lines;
  }
}
