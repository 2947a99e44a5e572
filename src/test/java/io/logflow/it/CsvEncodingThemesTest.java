package io.logflow.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.job.ErrorKind;
import io.logflow.job.LogFlowException;
import io.logflow.job.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Text in other encodings comes out as the same text, and what does not decode is told. */
class CsvEncodingThemesTest extends ThemeBench {
  private static final String ACCENTS =
      "name,city\nJürgen,Köln\nZoë,Besançon\nİnci,\"İzmir, TR\"\n";

  private void assertAccents(String engine, Map<String, Object> settings, byte[] content)
      throws IOException {
    Path input = file("accents.csv", content);
    if (takes(engine, settings, input)) {
      Outcome outcome = convert(engine, settings, input);
      assertThat(Readback.columns(outcome.output()))
          .isEqualTo(
              Map.of(
                  "name", List.of("Jürgen", "Zoë", "İnci"),
                  "city", List.of("Köln", "Besançon", "İzmir, TR")));
    }
  }

  private static byte[] marked(String mark, Charset charset) {
    return (mark + ACCENTS).getBytes(charset);
  }

  @EveryEngine
  void utf8_is_read_with_a_byte_order_mark_and_without(String engine) throws IOException {
    assertAccents(engine, HEADER, marked("", UTF_8));
    assertAccents(engine, HEADER, marked("\uFEFF", UTF_8));
  }

  @EveryEngine
  void utf16_and_utf32_are_found_by_their_bytes(String engine) throws IOException {
    for (String name : List.of("UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE")) {
      assertAccents(engine, HEADER, marked("\uFEFF", Charset.forName(name)));
      assertAccents(engine, HEADER, marked("", Charset.forName(name)));
    }
  }

  @EveryEngine
  void an_encoding_that_is_named_is_used(String engine) throws IOException {
    assertAccents(
        engine, Map.of("conversion.encoding", "ISO-8859-9"), marked("", Charset.forName("cp1254")));
    Map<String, String> texts =
        Map.of(
            "windows-1252", "Müller – 5 €",
            "GBK", "中文姓名",
            "Shift_JIS", "日本語テスト",
            "windows-1251", "Привет");
    for (Map.Entry<String, String> text : texts.entrySet()) {
      Map<String, Object> settings = Map.of("conversion.encoding", text.getKey());
      byte[] content = ("id,text\n1," + text.getValue() + "\n").getBytes(charset(text.getKey()));
      Path input = file("named.csv", content);
      if (takes(engine, settings, input)) {
        assertThat(Readback.columns(convert(engine, settings, input).output()))
            .isEqualTo(Map.of("id", List.of("1"), "text", List.of(text.getValue())));
      }
    }
  }

  private static Charset charset(String name) {
    return Charset.forName(name);
  }

  @EveryEngine
  void text_beyond_the_basic_plane_is_kept(String engine) throws IOException {
    assertBecomes(
        engine,
        ThemeColumn.of("emoji", "VARCHAR", "👍🏽", "🇳🇵", "a\u0301", "é"),
        ThemeColumn.of("name_ü", "VARCHAR", "日本語", "ß", "\u00a0", "x\u200bx"));
  }

  /** A byte of another encoding far behind any sample. */
  private Path lateLatin1() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    String rows =
        IntStream.range(0, 30_500).mapToObj(r -> r + ",Zoë").collect(Collectors.joining("\n"));
    bytes.writeBytes(("id,name\n" + rows + "\n").getBytes(UTF_8));
    bytes.writeBytes("30500,Jürgen\n".getBytes(ISO_8859_1));
    bytes.writeBytes("30501,Zoë\n".getBytes(UTF_8));
    return file("late.csv", bytes.toByteArray());
  }

  @EveryEngine
  void a_byte_that_does_not_decode_fails_the_job_and_is_located(String engine) throws IOException {
    LogFlowException refusal = refusal(engine, HEADER, lateLatin1());
    assertThat(refusal.kind()).isEqualTo(ErrorKind.TOO_MANY_REJECTS);
    assertThat(refusal).hasMessageContaining("line 30502").hasMessageContaining("1 of 30502");
    assertThat(refusal.remedy()).contains("--encoding");
  }

  @EveryEngine
  void a_row_that_does_not_decode_is_rejected_as_it_is_and_no_other(String engine)
      throws IOException {
    Map<String, Object> settings = Map.of("conversion.header", true, "conversion.max_rejects", 1);
    Path input = lateLatin1();
    if (!takes(engine, settings, input)) {
      return;
    }
    Outcome outcome = convert(engine, settings, input);
    assertThat(outcome.rowsRead()).isEqualTo(30_502);
    assertThat(outcome.rowsWritten()).isEqualTo(30_501);
    assertThat(Readback.columns(outcome.output()).get("name")).containsOnly("Zoë");
    Map<String, List<String>> rejects = Readback.columns(outcome.rejects().orElseThrow());
    assertThat(rejects).containsEntry("line", List.of("30502"));
    // DuckDB shows bytes beyond ASCII as \x.. in a BLOB.
    assertThat(rejects).containsEntry("raw", List.of("30500,J\\xFCrgen"));
  }

  @EveryEngine
  void an_encoding_is_found_by_all_bytes_and_told_with_its_evidence(String engine)
      throws IOException {
    String western = "name,city\nJürgen,Köln\nZoë,Besançon\nRené,Málaga\n";
    Path input = file("western.csv", western.getBytes(ISO_8859_1));
    if (takes(engine, HEADER, input)) {
      Outcome outcome = convert(engine, HEADER, input);
      assertThat(Readback.columns(outcome.output()))
          .isEqualTo(
              Map.of(
                  "name", List.of("Jürgen", "Zoë", "René"),
                  "city", List.of("Köln", "Besançon", "Málaga")));
    }
  }

  @EveryEngine
  void bytes_that_do_not_decode_are_replaced_where_asked_for_and_listed(String engine)
      throws IOException {
    Map<String, Object> settings =
        Map.of("conversion.header", true, "conversion.on_bad_encoding", "replace");
    Path input = lateLatin1();
    if (!takes(engine, settings, input)) {
      return;
    }
    Outcome outcome = convert(engine, settings, input);
    assertThat(outcome.rowsWritten()).isEqualTo(outcome.rowsRead()).isEqualTo(30_502);
    assertThat(outcome.rejects()).isEmpty();
    assertThat(Readback.columns(outcome.output()).get("name").get(30_500)).isEqualTo("J\uFFFDrgen");
    String offset = String.valueOf(Files.readString(input, ISO_8859_1).indexOf("J\u00FC") + 1);
    assertThat(outcome.warnings())
        .anySatisfy(
            warning ->
                assertThat(warning).contains("1 row", "line 30502 at byte " + offset, "U+FFFD"));
  }
}
