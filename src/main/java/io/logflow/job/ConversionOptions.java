package io.logflow.job;

import java.nio.charset.Charset;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The {@code conversion:} settings of one job, typed and checked.
 *
 * @param compression codec of the Parquet pages
 * @param compressionLevel the codec's level, where given and where the codec has levels
 * @param rowGroupBytes aim for a row group, bytes before compression
 * @param batchRows rows a column batch
 * @param bloomFilters columns that get a Bloom filter in each row group; {@code *} means all
 * @param delimiter forced delimiter
 * @param quote forced quote character; 0 means the file has none
 * @param escape forced escape character; 0 means none
 * @param header forced presence or absence of a header
 * @param table what is said of where the table lies
 * @param charset forced encoding
 * @param nullValues texts that mean NULL beside the empty unquoted field
 * @param quotedEmpty what a quoted empty field is
 * @param dateOrder order of day and month where the whole column leaves it open
 * @param timestampFormat a pattern that temporal columns are also tried with; java.time letters, or
 *     strptime where it holds a percent sign
 * @param timezone zone of local timestamps; where given they become instants
 * @param numbers whether decimals may be DOUBLE
 * @param offsets whether offsets of timestamps are also kept as a column
 * @param types forced types by column name, in the words of {@link ColumnType#toString}; the key
 *     {@code *} stands for every column not named
 * @param maxRejects how many rows may be rejected
 * @param maxRecordBytes bytes of the longest record that is taken in
 * @param maxColumns columns at most
 * @param onExisting what to do when the output exists
 * @param outputName template of the output's stem, for example {@code {name}-{date}}
 * @param verifyFully whether the values of an output are compared before it is published, beside
 *     its footer
 * @param forms how numbers, dates and booleans may be written
 * @param onBadEncoding what becomes of bytes that do not decode
 * @param schemaMode how the output folder keeps one schema
 * @param contract the columns that outputs of the folder have, as far as the job knows
 * @param layout how the rows of the output lie
 */
public record ConversionOptions(
    Codec compression,
    Optional<Integer> compressionLevel,
    long rowGroupBytes,
    int batchRows,
    List<String> bloomFilters,
    Optional<String> delimiter,
    Optional<Character> quote,
    Optional<Character> escape,
    Optional<Boolean> header,
    TableOptions table,
    Optional<Charset> charset,
    List<String> nullValues,
    QuotedEmpty quotedEmpty,
    Optional<DateOrder> dateOrder,
    Optional<String> timestampFormat,
    Optional<ZoneId> timezone,
    Numbers numbers,
    Offsets offsets,
    Map<String, String> types,
    RejectLimit maxRejects,
    long maxRecordBytes,
    int maxColumns,
    OnExisting onExisting,
    String outputName,
    boolean verifyFully,
    ValueForms forms,
    OnBadEncoding onBadEncoding,
    SchemaMode schemaMode,
    Contract contract,
    Layout layout) {

  public ConversionOptions {
    bloomFilters = List.copyOf(bloomFilters);
    nullValues = List.copyOf(nullValues);
    types = Map.copyOf(types);
  }

  /** Options of outputs that keep no contract, and whose rows lie as they were read. */
  public ConversionOptions(
      Codec compression,
      Optional<Integer> compressionLevel,
      long rowGroupBytes,
      int batchRows,
      List<String> bloomFilters,
      Optional<String> delimiter,
      Optional<Character> quote,
      Optional<Character> escape,
      Optional<Boolean> header,
      TableOptions table,
      Optional<Charset> charset,
      List<String> nullValues,
      QuotedEmpty quotedEmpty,
      Optional<DateOrder> dateOrder,
      Optional<String> timestampFormat,
      Optional<ZoneId> timezone,
      Numbers numbers,
      Offsets offsets,
      Map<String, String> types,
      RejectLimit maxRejects,
      long maxRecordBytes,
      int maxColumns,
      OnExisting onExisting,
      String outputName,
      boolean verifyFully,
      ValueForms forms,
      OnBadEncoding onBadEncoding) {
    this(
        compression,
        compressionLevel,
        rowGroupBytes,
        batchRows,
        bloomFilters,
        delimiter,
        quote,
        escape,
        header,
        table,
        charset,
        nullValues,
        quotedEmpty,
        dateOrder,
        timestampFormat,
        timezone,
        numbers,
        offsets,
        types,
        maxRejects,
        maxRecordBytes,
        maxColumns,
        onExisting,
        outputName,
        verifyFully,
        forms,
        onBadEncoding,
        SchemaMode.FREE,
        Contract.NONE,
        Layout.NONE);
  }

  /** The same, for a folder of this contract. */
  public ConversionOptions withContract(Contract known) {
    return new ConversionOptions(
        compression,
        compressionLevel,
        rowGroupBytes,
        batchRows,
        bloomFilters,
        delimiter,
        quote,
        escape,
        header,
        table,
        charset,
        nullValues,
        quotedEmpty,
        dateOrder,
        timestampFormat,
        timezone,
        numbers,
        offsets,
        types,
        maxRejects,
        maxRecordBytes,
        maxColumns,
        onExisting,
        outputName,
        verifyFully,
        forms,
        onBadEncoding,
        schemaMode,
        known,
        layout);
  }

  /** What becomes of bytes that do not decode. */
  public enum OnBadEncoding {
    /** Their row is rejected. */
    REJECT,
    /** U+FFFD takes their place, which is counted and listed. */
    REPLACE
  }

  /** What a quoted empty field is: {@code AUTO} is text unless the whole file quotes everything. */
  public enum QuotedEmpty {
    AUTO,
    NULL,
    TEXT
  }

  /** Order of day, month and year in a date of three numbers. */
  public enum DateOrder {
    DMY,
    MDY,
    YMD
  }

  /** {@code DECIMAL}: numbers with a point are always DECIMAL and keep their scale. */
  public enum Numbers {
    AUTO,
    DECIMAL
  }

  /** {@code COLUMN}: the offset as written is kept in a column of its own. */
  public enum Offsets {
    UTC,
    COLUMN
  }
}
