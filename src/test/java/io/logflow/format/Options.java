package io.logflow.format;

import io.logflow.job.Codec;
import io.logflow.job.ConversionOptions;
import io.logflow.job.OnExisting;
import io.logflow.job.RejectLimit;
import io.logflow.job.TableOptions;
import io.logflow.job.ValueForms;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Conversion options for tests. */
public final class Options {
  private Options() {}

  public static ConversionOptions defaults() {
    return of(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  public static ConversionOptions of(
      Optional<String> delimiter,
      Optional<Character> quote,
      Optional<Boolean> header,
      Optional<Charset> charset) {
    return of(delimiter, quote, header, charset, 1 << 24);
  }

  public static ConversionOptions maxRecordBytes(long bytes) {
    return of(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), bytes);
  }

  private static ConversionOptions of(
      Optional<String> delimiter,
      Optional<Character> quote,
      Optional<Boolean> header,
      Optional<Charset> charset,
      long maxRecordBytes) {
    return of(delimiter, quote, header, charset, maxRecordBytes, TableOptions.AUTO);
  }

  /** Everything is to be found but what is said of the table. */
  static ConversionOptions table(TableOptions table) {
    return of(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 1 << 24, table);
  }

  private static ConversionOptions of(
      Optional<String> delimiter,
      Optional<Character> quote,
      Optional<Boolean> header,
      Optional<Charset> charset,
      long maxRecordBytes,
      TableOptions table) {
    return new ConversionOptions(
        Codec.SNAPPY,
        Optional.empty(),
        1 << 27,
        1000,
        List.of(),
        delimiter,
        quote,
        Optional.empty(),
        header,
        table,
        charset,
        List.of(),
        ConversionOptions.QuotedEmpty.AUTO,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        ConversionOptions.Numbers.AUTO,
        ConversionOptions.Offsets.UTC,
        Map.of(),
        RejectLimit.NONE,
        maxRecordBytes,
        1 << 14,
        OnExisting.FAIL,
        "{name}",
        false,
        ValueForms.DEFAULT,
        ConversionOptions.OnBadEncoding.REJECT);
  }

  static ConversionOptions charset(Charset charset) {
    return of(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(charset));
  }

  static ConversionOptions delimiter(String delimiter) {
    return of(Optional.of(delimiter), Optional.empty(), Optional.empty(), Optional.empty());
  }

  static ConversionOptions header(boolean header) {
    return of(Optional.empty(), Optional.empty(), Optional.of(header), Optional.empty());
  }
}
