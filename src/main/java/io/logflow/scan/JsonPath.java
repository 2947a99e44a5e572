package io.logflow.scan;

import io.logflow.job.ConversionOptions;
import io.logflow.job.ErrorKind;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Where values stand in a record: under which keys, in which arrays. */
final class JsonPath {
  /** Keys of a nested object that are still taken for names; beyond they are data. */
  static final int MOST_KEYS = 1000;

  private final ConversionOptions options;
  private final int depth;
  private final String key;
  private final int occurrence;
  private final String shown;

  private JsonPath(ConversionOptions options, int depth, String key, int occurrence, String shown) {
    this.options = options;
    this.depth = depth;
    this.key = key;
    this.occurrence = occurrence;
    this.shown = shown;
  }

  /** The path of a whole record. */
  static JsonPath root(ConversionOptions options) {
    return new JsonPath(options, 0, "", 0, "");
  }

  JsonPath child(byte[] name) {
    String text = new String(name, StandardCharsets.UTF_8);
    return new JsonPath(options, depth + 1, text, 1, shown.isEmpty() ? text : shown + "." + text);
  }

  JsonPath element() {
    return new JsonPath(options, depth + 1, "", 0, shown + "[]");
  }

  /** The path of another value of the same key in the same object. */
  JsonPath again(int number) {
    return new JsonPath(options, depth, key, number, shown);
  }

  /** What the options say; types are asked for by the names of columns, not of fields in them. */
  ColumnSettings settings() {
    ColumnSettings all = ColumnSettings.of(shown, options).plain().withoutContractText(options);
    return depth == 1 && occurrence > 0
        ? all
        : new ColumnSettings(
            shown,
            Optional.empty(),
            all.format(),
            options.timezone(),
            all.dateOrder(),
            all.decimals(),
            all.forms(),
            false,
            false,
            true,
            Optional.empty(),
            options.contract().rescue());
  }

  /** How many keys its objects may have together. */
  int mostKeys() {
    return depth == 0 ? options.maxColumns() : MOST_KEYS;
  }

  /** Says that there are more; an error where they would be columns. */
  void crowded() {
    if (depth == 0) {
      throw tooMany(options);
    }
  }

  /** The error of more columns than there may be. */
  static RuntimeException tooMany(ConversionOptions options) {
    return ErrorKind.LIMIT_EXCEEDED.error(
        "The records have more than the " + options.maxColumns() + " keys of max_columns.",
        "Raise max_columns, or make the keys that are data into values.");
  }

  String key() {
    return key;
  }

  /** Which value of its key in one object, from 1; 0 without a key. */
  int occurrence() {
    return occurrence;
  }

  /** As it is shown in sentences, for example {@code order.items[].price}. */
  String shown() {
    return shown;
  }
}
