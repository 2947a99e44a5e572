package io.logflow.cli;

import static io.logflow.cli.FolderOptions.put;

import io.logflow.settings.SettingsLoader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** The flags that steer reading and writing, as settings of the flags' layer. */
final class ConversionFlags {
  @Option(
      names = "--engine",
      paramLabel = "NAME",
      description = "Engine: auto, arrow, duckdb or avro.")
  private String engine;

  @Option(
      names = "--compression",
      paramLabel = "CODEC",
      description = "Codec: snappy, zstd, gzip, lz4 or none.")
  private String compression;

  @Option(
      names = "--output-kind",
      paramLabel = "KIND",
      description = "file, or dataset: the output folder is one table to which each job adds.")
  private String outputKind;

  @Option(
      names = "--sort-by",
      paramLabel = "COLUMNS",
      description = "Columns by which rows are sorted, for example 'country,price desc'.")
  private String sortBy;

  @Option(
      names = "--partition-by",
      paramLabel = "COLUMNS",
      description = "Columns that part the output into folders.")
  private String partitionBy;

  @Option(
      names = "--max-file-size",
      paramLabel = "SIZE",
      description = "Size of the largest file; the output becomes a folder of parts.")
  private String maxFileSize;

  @Option(
      names = "--delimiter",
      paramLabel = "TEXT",
      description = "What parts two fields; \\t is a tab.")
  private String delimiter;

  @Option(names = "--quote", paramLabel = "CHAR", description = "The quote, or 'none'.")
  private String quote;

  @Option(names = "--escape", paramLabel = "CHAR", description = "The escape, or 'none'.")
  private String escape;

  @Option(
      names = "--header",
      negatable = true,
      description = "The first record names the columns, or (--no-header) does not.")
  private Boolean header;

  @Option(
      names = "--header-rows",
      paramLabel = "N",
      description = "Records that name the columns; the names of several are joined by a blank.")
  private String headerRows;

  @Option(
      names = "--skip-lines",
      paramLabel = "N",
      description = "Lines before the table, which are skipped.")
  private String skipLines;

  @Option(
      names = "--footer-lines",
      paramLabel = "N",
      description = "Lines behind the table, which are skipped; 0 takes every line for a row.")
  private String footerLines;

  @Option(
      names = "--comment",
      paramLabel = "TEXT",
      description = "What comment lines begin with, or 'none'.")
  private String comment;

  @Option(
      names = "--column-starts",
      paramLabel = "N,N",
      description = "Characters at which the columns of aligned text begin, from 0; or 'none'.")
  private String columnStarts;

  @Option(
      names = "--ragged-rows",
      paramLabel = "WORD",
      description = "With pad, missing fields are NULL and empty ones too many are dropped.")
  private String raggedRows;

  @Option(
      names = "--encoding",
      paramLabel = "NAME",
      description = "Encoding of the input, for example windows-1252.")
  private String encoding;

  @Option(
      names = "--null-values",
      split = ",",
      paramLabel = "TEXT",
      description = "Texts that mean NULL, beside the empty field.")
  private List<String> nullValues;

  @Option(
      names = "--date-order",
      paramLabel = "ORDER",
      description = "Order of dates (dmy, mdy, ymd) where a whole column leaves it open.")
  private String dateOrder;

  @Option(
      names = "--timestamp-format",
      paramLabel = "PATTERN",
      description =
          "Pattern of dates or times, such as 'dd.MM.yyyy HH:mm' or '%%d.%%m.%%Y %%H:%%M'.")
  private String timestampFormat;

  @Option(
      names = "--timezone",
      paramLabel = "ZONE",
      description = "Zone of times that carry none, such as Europe/Berlin.")
  private String timezone;

  @Option(
      names = "--types",
      paramLabel = "COLUMN=TYPE",
      description = "Type of a column; * stands for every column not named.")
  private Map<String, String> types;

  @Option(
      names = "--numbers",
      paramLabel = "WORD",
      description = "With decimal, numbers with a point keep every digit and their scale.")
  private String numbers;

  @Option(
      names = "--decimal-separator",
      paramLabel = "CHAR",
      description = "What stands before the digits of a fraction: '.' or ','.")
  private String decimalSeparator;

  @Option(
      names = "--thousands-separator",
      paramLabel = "CHAR",
      description = "What parts groups of three digits, or 'none', or 'blank'.")
  private String thousandsSeparator;

  @Option(
      names = "--max-rejects",
      paramLabel = "N|N%",
      description = "How many rows may be rejected before the job fails (default 0).")
  private String maxRejects;

  @Option(names = "--force", description = "Replace an output that exists.")
  private boolean force;

  /** Whether an output that exists is to be replaced. */
  boolean replaces() {
    return force;
  }

  /** Whether something is said of how many rows may be rejected. */
  boolean limitsRejects() {
    return maxRejects != null;
  }

  /** Adds the flags that were given to the flags' layer. */
  SettingsLoader.Builder addTo(SettingsLoader.Builder loader) {
    given().forEach(loader::flag);
    return loader;
  }

  /** The flags that were given, by key. */
  Map<String, Object> given() {
    Map<String, Object> given = new LinkedHashMap<>();
    put(given, "engine.default", engine);
    put(given, "conversion.compression", compression);
    put(given, "conversion.output_kind", outputKind);
    put(given, "conversion.sort_by", sortBy);
    put(given, "conversion.partition_by", partitionBy);
    put(given, "conversion.max_file_size", maxFileSize);
    put(given, "conversion.delimiter", delimiter);
    put(given, "conversion.quote", quote);
    put(given, "conversion.escape", escape);
    put(given, "conversion.header", header);
    put(given, "conversion.header_rows", headerRows);
    put(given, "conversion.skip_lines", skipLines);
    put(given, "conversion.footer_lines", footerLines);
    put(given, "conversion.comment", comment);
    put(given, "conversion.column_starts", columnStarts);
    put(given, "conversion.ragged_rows", raggedRows);
    put(given, "conversion.encoding", encoding);
    put(given, "conversion.null_values", nullValues);
    put(given, "conversion.date_order", dateOrder);
    put(given, "conversion.timestamp_format", timestampFormat);
    put(given, "conversion.timezone", timezone);
    put(given, "conversion.types", types);
    put(given, "conversion.numbers", numbers);
    put(given, "conversion.decimal_separator", decimalSeparator);
    put(given, "conversion.thousands_separator", thousandsSeparator);
    put(given, "conversion.max_rejects", maxRejects);
    put(given, "conversion.on_existing", force ? "replace" : null);
    return given;
  }
}
