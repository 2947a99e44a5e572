package io.logflow.flow.append;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logflow.job.Dialect;
import io.logflow.job.Extent;
import io.logflow.job.Format;
import io.logflow.job.Inspection;
import java.nio.charset.Charset;
import java.util.List;

/**
 * How far a file was read, and how it is read on.
 *
 * @param offset bytes that are in outputs; a record ends there
 * @param fingerprint that of those bytes
 * @param full the hash of all of them; empty where nobody wanted it
 * @param identity which file of its disk it is
 * @param headerFrom where the records of the header begin
 * @param headerTo where they end
 * @param format delimited text or NDJSON
 * @param charset its encoding
 * @param delimiter of delimited text
 * @param quote its quote character, 0 where there is none
 * @param escape its escape character, 0 where there is none
 * @param headerRows records of the header
 * @param fields fields of a sound record, 0 where the header tells
 * @param comment what begins a comment line; empty where none is one
 */
record AppendState(
    long offset,
    String fingerprint,
    String full,
    String identity,
    long headerFrom,
    long headerTo,
    String format,
    String charset,
    String delimiter,
    int quote,
    int escape,
    int headerRows,
    int fields,
    String comment) {
  private static final ObjectMapper JSON = new ObjectMapper();

  static AppendState parse(String json) {
    try {
      return JSON.readValue(json, AppendState.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the state database lets no broken JSON in", e);
    }
  }

  String json() {
    try {
      return JSON.writeValueAsString(this);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and numbers are always writable as JSON", e);
    }
  }

  Dialect dialect() {
    Extent extent = new Extent(fields, comment, Long.MAX_VALUE, List.of(), false, List.of());
    return new Dialect(
        delimiter,
        (char) quote,
        (char) escape,
        headerRows,
        0,
        extent,
        "As in the first run, which read this file from its beginning.");
  }

  /** What a further part is: its header, and the records since. */
  Inspection inspection() {
    return new Inspection(
        Format.valueOf(format), Charset.forName(charset), 0, "As in the first run.", dialect());
  }

  /** Whether a file of this kind can be read on where it ended. */
  static boolean isReadable(Inspection found) {
    boolean lines = found.format() == Format.NDJSON || found.format() == Format.CSV;
    String charset = found.charset().name();
    boolean singleBytes =
        charset.equals("UTF-8")
            || charset.equals("US-ASCII")
            || charset.startsWith("ISO-8859-")
            || charset.startsWith("windows-125");
    Extent extent = found.dialect().extent();
    boolean plain = !extent.aligned() && !extent.ends() && extent.comment().isEmpty();
    return lines && singleBytes && plain;
  }

  /** The symbols with which ends of records are looked for. */
  static Dialect symbols(Inspection found) {
    return found.format() == Format.CSV ? found.dialect() : Dialect.none("");
  }
}
