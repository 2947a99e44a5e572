package io.logflow.flow.replay;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logflow.format.RecordReader;
import io.logflow.format.Records;
import io.logflow.job.ConversionOptions;
import io.logflow.job.ConversionOptions.OnBadEncoding;
import io.logflow.job.Dialect;
import io.logflow.job.Extent;
import io.logflow.job.RejectReason;
import io.logflow.parquet.RejectsReader.Row;
import io.logflow.parquet.RowForm;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Reads rejected rows of one input again, each by itself: a broken quote in one must not reach into
 * the next.
 */
final class RowTrial {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private final RowForm form;
  private final ConversionOptions options;
  private final Charset charset;
  private final Dialect dialect;
  private final int[] fieldOfColumn;

  /** Why a row still cannot be taken in. */
  record Problem(RejectReason reason, String detail) {
    Problem {
      requireNonNull(reason, "reason is null");
      requireNonNull(detail, "detail is null");
    }
  }

  /**
   * A trial of the rows of an input.
   *
   * @param fieldOfColumn by column of the file that takes the rows the field, -1 where the input
   *     has none
   * @param options how to read; what they leave open is as it was
   */
  RowTrial(RowForm form, int[] fieldOfColumn, ConversionOptions options) {
    this.form = form;
    this.options = options;
    this.charset = options.charset().orElse(form.charset());
    this.dialect = dialect(form.dialect(), options);
    this.fieldOfColumn = fieldOfColumn.clone();
  }

  private static Dialect dialect(Dialect was, ConversionOptions options) {
    char quote = options.quote().orElse(was.quote());
    char likely = options.quote().isPresent() ? quote : was.escape();
    Extent extent =
        options
            .table()
            .columnStarts()
            .map(starts -> new Extent(0, "", Long.MAX_VALUE, starts, true, List.of()))
            .orElse(was.extent());
    return new Dialect(
        options.delimiter().orElse(was.delimiter()),
        quote,
        options.escape().orElse(likely),
        0,
        0,
        extent,
        was.evidence());
  }

  /** The text of a row as it is shown to those who may correct it. */
  String shown(Row row) {
    return ShownText.of(row.reject().raw(), form.charset());
  }

  /**
   * Reads a row.
   *
   * @param corrected its text, where somebody put it right
   * @param to takes what comes of it, where there is no problem
   */
  Optional<Problem> read(
      Row row, Optional<String> corrected, CleanRows rows, ByteArrayOutputStream to)
      throws IOException {
    if (row.reject().reason() == RejectReason.OVER_LIMIT && corrected.isEmpty()) {
      // It may have been cut off: then its bytes are not the whole of it.
      return Optional.of(new Problem(RejectReason.OVER_LIMIT, row.reject().detail()));
    }
    boolean replacing = options.onBadEncoding() == OnBadEncoding.REPLACE;
    Optional<String> decoded = ShownText.exactly(row.reject().raw(), charset, replacing);
    boolean unclear = decoded.isEmpty() && corrected.map(RowTrial::holdsUnknown).orElse(true);
    if (unclear) {
      return Optional.of(
          new Problem(
              RejectReason.UNDECODABLE, "Its bytes do not decode as " + charset.name() + "."));
    }
    Optional<String> text = corrected.or(() -> decoded);
    return form.format().isJson()
        ? json(text.get(), to)
        : delimited(text.get().getBytes(StandardCharsets.UTF_8), rows, to);
  }

  /** Whether a text still has the sign that was shown for bytes that do not decode. */
  private static boolean holdsUnknown(String text) {
    return text.indexOf('\ufffd') >= 0;
  }

  private static Optional<Problem> json(String text, ByteArrayOutputStream to) {
    try {
      if (JSON.readTree(text).isMissingNode()) {
        return Optional.of(new Problem(RejectReason.BROKEN_SYNTAX, "There is no value in it."));
      }
    } catch (JsonProcessingException e) {
      String detail = "It is no JSON value: " + e.getOriginalMessage() + ".";
      return Optional.of(new Problem(RejectReason.BROKEN_SYNTAX, detail));
    }
    CleanRows.addJson(to, text);
    return Optional.empty();
  }

  private Optional<Problem> delimited(byte[] utf8, CleanRows rows, ByteArrayOutputStream to)
      throws IOException {
    int width = form.columns().size();
    boolean any = false;
    try (RecordReader reader = Records.ofText(utf8, dialect, options, width)) {
      while (reader.next()) {
        if (reader.problem().isPresent()) {
          return Optional.of(new Problem(reader.problem().get(), reader.problemDetail()));
        }
        rows.add(to, reader, fieldOfColumn, form.quotedNulls());
        any = true;
      }
    }
    return any
        ? Optional.empty()
        : Optional.of(new Problem(RejectReason.TOO_FEW_FIELDS, "There is no text in it."));
  }
}
