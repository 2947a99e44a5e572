package io.logflow.format;

import io.logflow.format.csv.CsvRanges;
import io.logflow.format.csv.CsvRecordReader;
import io.logflow.format.csv.RecordLimits;
import io.logflow.job.ConversionOptions;
import io.logflow.job.ConversionOptions.OnBadEncoding;
import io.logflow.job.Dialect;
import io.logflow.job.ErrorKind;
import io.logflow.job.Input;
import io.logflow.job.Inspection;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Opens the records of inputs that were inspected. */
public final class Records {
  private static final int MOST_COLUMNS = 1000;

  private Records() {}

  /**
   * Opens the records of an input.
   *
   * @param width fields that a sound record has; 0 where any number will do
   */
  public static RecordReader open(Input input, ConversionOptions options, int width)
      throws IOException {
    return open(input, inspection(input), options, width);
  }

  /**
   * Reads rows by themselves.
   *
   * @param utf8 their text, sound UTF-8
   * @param dialect how they are written; no header stands before them
   * @param width fields that a sound record has
   */
  public static RecordReader ofText(
      byte[] utf8, Dialect dialect, ConversionOptions options, int width) {
    return CsvRecordReader.of(utf8, dialect, limits(options), width);
  }

  /**
   * Reads records of a text, of any width and length.
   *
   * @param utf8 the text, sound UTF-8
   */
  public static RecordReader ofText(byte[] utf8, Dialect dialect) {
    RecordLimits any = new RecordLimits(utf8.length + 1L, MOST_COLUMNS, false, false);
    return CsvRecordReader.of(utf8, dialect, any, 0);
  }

  /**
   * Opens an input for reading at several places at once.
   *
   * @param width fields that a sound record has
   * @return empty where it has to be read in order
   */
  public static Optional<CsvRanges> ranges(Input input, ConversionOptions options, int width)
      throws IOException {
    if (inspection(input).dialect().equals(Inspector.NOTHING)) {
      return Optional.empty();
    }
    RecordLimits limits = limits(options);
    return CsvRanges.open(input.content(), inspection(input), limits, width);
  }

  /**
   * Names of an input's fields in order, no two equal but for case; {@code column1} and so on
   * without a header, as many as the first record without a problem has. A file of blank lines has
   * one column, an empty file has none.
   *
   * @throws io.logflow.job.InputException MALFORMED_INPUT where the header is broken, or where no
   *     record tells how many fields there are
   */
  public static List<String> fieldNames(Input input, ConversionOptions options) throws IOException {
    Inspection inspection = inspection(input);
    if (inspection.dialect().equals(Inspector.NOTHING)) {
      return List.of();
    }
    try (RecordReader reader = open(input, withoutHeader(inspection), options, 0)) {
      if (!reader.next()) {
        return FieldNames.numbered(1);
      }
      return inspection.dialect().header()
          ? FieldNames.of(HeaderNames.read(input, reader))
          : FieldNames.numbered(width(inspection.dialect(), reader, input));
    }
  }

  /**
   * The names that the header of an input gives to its fields, as they are written.
   *
   * @throws io.logflow.job.InputException MALFORMED_INPUT where the header is broken
   */
  public static List<String> header(Input input, ConversionOptions options) throws IOException {
    try (RecordReader reader = open(input, withoutHeader(inspection(input)), options, 0)) {
      return reader.next() ? HeaderNames.read(input, reader) : List.of();
    }
  }

  /** Fields of the first sound record; where none is sound, of the first that has fields at all. */
  private static int width(Dialect dialect, RecordReader reader, Input input) throws IOException {
    if (dialect.extent().fields() > 0) {
      return dialect.extent().fields();
    }
    String first = "line " + reader.line() + ": " + reader.problemDetail();
    int fallback = 0;
    do {
      if (reader.problem().isEmpty()) {
        return reader.fieldCount();
      }
      fallback = fallback == 0 ? reader.fieldCount() : fallback;
    } while (reader.next());
    if (fallback == 0) {
      throw ErrorKind.MALFORMED_INPUT.error(
          input.originalName() + " holds no record that can be read; " + first,
          "Correct the file, or name its quote with --quote (none where it has none).");
    }
    return fallback;
  }

  private static RecordReader open(
      Input input, Inspection inspection, ConversionOptions options, int width) throws IOException {
    RecordLimits limits = limits(options);
    return CsvRecordReader.open(input.content(), inspection, limits, width);
  }

  private static RecordLimits limits(ConversionOptions options) {
    return new RecordLimits(
        options.maxRecordBytes(),
        options.maxColumns(),
        options.table().padsRows(),
        options.onBadEncoding() == OnBadEncoding.REPLACE);
  }

  private static Inspection inspection(Input input) {
    return input
        .inspection()
        .orElseThrow(
            () -> new IllegalStateException(input.originalName() + " was not inspected yet"));
  }

  private static Inspection withoutHeader(Inspection inspection) {
    return inspection.withDialect(inspection.dialect().withoutHeader());
  }
}
