package io.logflow.settings;

import io.logflow.job.ConversionOptions;
import io.logflow.job.ConversionOptions.OnBadEncoding;
import io.logflow.job.Layout;
import io.logflow.job.Sha256;
import io.logflow.job.TableOptions;
import io.logflow.job.ValueForms;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The hash of what decides an output's content. Two jobs with equal hashes make equal outputs of
 * equal inputs, so the text it is taken over never changes for settings that exist: a new setting
 * joins only where it differs from its default.
 */
final class ConfigHash {
  private final StringBuilder text = new StringBuilder();

  private ConfigHash() {}

  static String of(ConversionOptions options, String schemaMode) {
    return Sha256.of(canonicalText(options, schemaMode));
  }

  /** One line a setting; each value with its length before it, so that none can look like two. */
  static String canonicalText(ConversionOptions options, String schemaMode) {
    ConfigHash hash = new ConfigHash();
    hash.input(options);
    hash.values(options);
    hash.line("max_rejects", options.maxRejects());
    hash.line("max_record_size", options.maxRecordBytes());
    hash.line("max_columns", options.maxColumns());
    hash.line("schema.mode", schemaMode);
    hash.line("compression", options.compression().label());
    hash.line("compression_level", options.compressionLevel());
    if (!options.bloomFilters().isEmpty()) {
      hash.line("bloom_filters", List.copyOf(new TreeSet<>(options.bloomFilters())));
    }
    hash.forms(options.forms());
    hash.joining("on_bad_encoding", options.onBadEncoding(), OnBadEncoding.REJECT);
    hash.layout(options.layout());
    return hash.text.toString();
  }

  private void layout(Layout layout) {
    joining("sort_by", layout.sortBy(), List.of());
    joining("partition_by", layout.partitionBy(), List.of());
    joining("max_file_size", layout.maxFileBytes(), Optional.empty());
    joining("output_kind", layout.dataset() ? "dataset" : "file", "file");
  }

  private void input(ConversionOptions options) {
    line("delimiter", options.delimiter());
    line("quote", options.quote());
    line("escape", options.escape());
    line("header", options.header());
    line("encoding", options.charset().map(Charset::name));
    table(options.table());
  }

  /** Settings that came later, which join where they are given. */
  private void table(TableOptions table) {
    given("header_rows", table.headerRows());
    given("skip_lines", table.skipLines());
    given("footer_lines", table.footerLines());
    given("comment", table.comment());
    given("column_starts", table.columnStarts());
    if (table.padsRows()) {
      line("ragged_rows", "pad");
    }
  }

  private void given(String name, Optional<?> value) {
    if (value.isPresent()) {
      line(name, value);
    }
  }

  private void values(ConversionOptions options) {
    line("null_values", List.copyOf(new TreeSet<>(options.nullValues())));
    line("quoted_empty", options.quotedEmpty());
    line("date_order", options.dateOrder());
    line("timestamp_format", options.timestampFormat());
    line("timezone", options.timezone());
    line("numbers", options.numbers());
    line("offsets", options.offsets());
    line("types", options.types());
  }

  private void forms(ValueForms forms) {
    ValueForms none = ValueForms.DEFAULT;
    joining("decimal_separator", forms.decimalSeparator(), none.decimalSeparator());
    joining("thousands_separator", forms.thousandsSeparator(), none.thousandsSeparator());
    joining("number_marks", forms.numberMarks(), none.numberMarks());
    joining("boolean_words", forms.booleanWords(), none.booleanWords());
    joining("two_digit_years", forms.firstYear(), none.firstYear());
  }

  private void joining(String name, Object value, Object standard) {
    if (!value.equals(standard)) {
      line(name, value);
    }
  }

  private void line(String name, Object value) {
    text.append(name).append('=').append(canonical(value)).append('\n');
  }

  private static String canonical(Object value) {
    if (value instanceof Optional<?> optional) {
      return optional.map(ConfigHash::canonical).orElse("-");
    }
    StringBuilder parts = new StringBuilder();
    if (value instanceof List<?> list) {
      list.forEach(item -> parts.append(canonical(item)));
    } else if (value instanceof Map<?, ?> map) {
      new TreeMap<>(map)
          .forEach((name, item) -> parts.append(canonical(name)).append(canonical(item)));
    } else {
      return value.toString().length() + ":" + value;
    }
    return parts.toString();
  }
}
