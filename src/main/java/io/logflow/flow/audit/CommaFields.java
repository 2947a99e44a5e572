package io.logflow.flow.audit;

import java.util.ArrayList;
import java.util.List;

/** The least of CSV: commas, double quotes, doubled quotes in quotes. */
final class CommaFields {
  private final String text;
  private int at;

  CommaFields(String text) {
    this.text = text;
  }

  List<List<String>> records() {
    List<List<String>> records = new ArrayList<>();
    List<String> record = new ArrayList<>();
    while (at < text.length()) {
      record.add(field());
      if (at >= text.length() || text.charAt(at) == '\n') {
        records.add(record);
        record = new ArrayList<>();
      }
      at++;
    }
    return records;
  }

  private String field() {
    StringBuilder field = new StringBuilder();
    boolean quoted = false;
    for (; at < text.length(); at++) {
      char next = text.charAt(at);
      if (next == '"' && quoted && at + 1 < text.length() && text.charAt(at + 1) == '"') {
        field.append(next);
        at++;
      } else if (next == '"') {
        quoted = !quoted;
      } else if (!quoted && (next == ',' || next == '\n')) {
        break;
      } else if (quoted || next != '\r') {
        field.append(next);
      }
    }
    return field.toString();
  }
}
