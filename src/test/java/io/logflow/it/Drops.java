package io.logflow.it;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Files that come into one inbox over time, and what every one of their values means. */
final class Drops {

  /**
   * A value.
   *
   * @param text as the file has it
   * @param number what it is as a number; null where it is none
   * @param date what it is as a date; null where it is none
   */
  record Value(String text, BigDecimal number, LocalDate date) {
    static Value text(String text) {
      return new Value(text, null, null);
    }

    static Value number(String text) {
      return new Value(text, new BigDecimal(text), null);
    }

    static Value date(LocalDate date) {
      String text =
          "%02d/%02d/%d".formatted(date.getDayOfMonth(), date.getMonthValue(), date.getYear());
      return new Value(text, null, date);
    }
  }

  /**
   * A file.
   *
   * @param rows by key, column to value; a column without a value is NULL
   */
  record Drop(String name, String content, Map<String, Map<String, Value>> rows) {}

  private final Random random;

  Drops(long seed) {
    this.random = new Random(seed);
  }

  /** Thirty days in some order. */
  List<Drop> days() {
    List<Drop> days = new ArrayList<>();
    for (int day = 1; day <= 30; day++) {
      days.add(day(day));
    }
    Collections.shuffle(days, random);
    return days;
  }

  private Drop day(int day) {
    List<String> columns = new ArrayList<>(List.of("key", "amount", "due", "name"));
    switch (day % 10) {
      case 1 -> columns.add("code");
      case 2 -> columns.remove("amount");
      case 3 -> columns.add("Flag");
      case 4 -> columns.add("flag");
      case 5 -> columns.add("total " + day);
      default -> columns.add("note");
    }
    Collections.shuffle(columns, random);
    Map<String, Map<String, Value>> rows = new LinkedHashMap<>();
    StringBuilder text = new StringBuilder(String.join(",", columns)).append('\n');
    for (int row = 0; row < 8; row++) {
      String key = "d%02d-%d".formatted(day, row);
      Map<String, Value> values = new LinkedHashMap<>();
      List<String> cells = new ArrayList<>();
      for (String column : columns) {
        Value value = column.equals("key") ? Value.text(key) : value(column, day, row);
        cells.add(value == null ? "" : value.text());
        if (value != null) {
          values.put(column.equals("Flag") ? "flag" : column, value);
        }
      }
      text.append(String.join(",", cells)).append('\n');
      rows.put(key, values);
    }
    return new Drop("day%02d.csv".formatted(day), text.toString(), rows);
  }

  private Value value(String column, int day, int row) {
    return switch (column) {
      case "amount" -> amount(day, row);
      case "due" -> due(day, row);
      case "name" -> row == 3 ? null : Value.text("n" + random.nextInt(1000) + "x");
      case "code" -> day == 11 ? Value.text("00" + row) : Value.number("" + (700 + row));
      case "note" -> day % 3 == 0 ? Value.text("seen " + row) : null;
      case "Flag", "flag" -> Value.text(row % 2 == 0 ? "true" : "false");
      default -> Value.number("" + day + row);
    };
  }

  private Value amount(int day, int row) {
    return switch (day) {
      case 7 -> Value.number(row + ".25");
      case 16 -> Value.number("90071992547409" + (10 + row));
      case 19 -> Value.number(row + ".123456789012345678");
      case 26 -> null;
      case 28 -> row == 7 ? Value.text("n/a") : Value.number("" + row);
      default -> Value.number("" + (day * 100 + row));
    };
  }

  /** Days 5 and 14 leave open whether the day or the month comes first; day 21 has times, too. */
  private Value due(int day, int row) {
    if (day == 5 || day == 14) {
      return Value.date(LocalDate.of(2026, 1 + row, 3));
    }
    return row == 2 && day % 2 == 0 ? null : Value.date(LocalDate.of(2026, 1 + day % 12, 14 + row));
  }
}
