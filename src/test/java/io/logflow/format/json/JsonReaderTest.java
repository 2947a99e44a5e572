package io.logflow.format.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logflow.format.Inspector;
import io.logflow.format.Options;
import io.logflow.job.ConversionOptions;
import io.logflow.job.ErrorKind;
import io.logflow.job.FileStamp;
import io.logflow.job.Input;
import io.logflow.job.LogFlowException;
import io.logflow.job.Reject;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
  private static final int LEAST_CHUNK = 1024;
  private static final String BEFORE = "{\"pad\":\"" + "x".repeat(1000) + "\"}";

  /** Quotes, escapes, brackets in strings, multi-byte characters, CRLF, blank lines. */
  private static final List<String> TRICKY =
      List.of(
          "{\"a\":\"],}[{\",\"b\":\"\\\\\"}",
          "{\"a\":\"\\\"\\u00e9 é 日本 👍🏽\"}",
          "[1,[2,\"]\"],{}]",
          "\"\\\\\"",
          "-1.5e3",
          "{\"é\\\"\":{\"x\":[]}}");

  @TempDir private Path folder;
  private ConversionOptions options = Options.defaults();

  private record Found(List<String> records, List<Long> lines, List<Reject> rejects) {}

  private Found read(byte[] bytes, int chunkBytes) throws IOException {
    Path file = Files.write(folder.resolve("in.json"), bytes);
    Input input =
        new Input(
            "job",
            file,
            "in.json",
            FileStamp.of(file),
            Optional.of(Inspector.inspect(file, options)));
    Found found = new Found(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    JsonRecords records = new JsonRecords(input, options.maxRecordBytes());
    JsonChunk chunk = new JsonChunk();
    try (JsonReader reader = JsonReader.open(input, options, chunkBytes)) {
      while (reader.next(chunk)) {
        records.begin(chunk);
        while (records.next()) {
          add(records, found);
        }
      }
    }
    return found;
  }

  private static void add(JsonRecords records, Found found) {
    found.lines().add(records.line());
    if (records.rejected()) {
      found.rejects().add(records.reject());
    } else {
      JsonTape tape = records.tape();
      int start = tape.textStart(0);
      found.records().add(new String(records.buffer(), start, tape.textEnd(0) - start, UTF_8));
    }
  }

  private static List<String> expected() {
    List<String> all = new ArrayList<>(List.of(BEFORE));
    all.addAll(TRICKY);
    return all;
  }

  @Test
  void one_value_a_line_is_the_same_wherever_chunks_begin() throws IOException {
    byte[] bytes = String.join("\r\n", expected()).concat("\n\n  \n").getBytes(UTF_8);
    for (int chunk = LEAST_CHUNK; chunk <= bytes.length + 8; chunk++) {
      Found found = read(bytes, chunk);
      assertThat(found.records()).as("chunks of %d", chunk).isEqualTo(expected());
      assertThat(found.lines()).isEqualTo(List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L));
    }
  }

  @Test
  void an_array_is_the_same_wherever_chunks_begin() throws IOException {
    byte[] bytes = ("[\n" + String.join(",\n", expected()) + "\n]\n").getBytes(UTF_8);
    for (int chunk = LEAST_CHUNK; chunk <= bytes.length + 8; chunk++) {
      Found found = read(bytes, chunk);
      assertThat(found.records()).as("chunks of %d", chunk).isEqualTo(expected());
      assertThat(found.lines()).isEqualTo(List.of(2L, 3L, 4L, 5L, 6L, 7L, 8L));
    }
  }

  @Test
  void values_without_anything_between_are_the_same_wherever_chunks_begin() throws IOException {
    byte[] bytes = String.join("", expected()).getBytes(UTF_8);
    for (int chunk = LEAST_CHUNK; chunk <= bytes.length + 8; chunk++) {
      assertThat(read(bytes, chunk).records()).as("chunks of %d", chunk).isEqualTo(expected());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
  void a_rejected_line_comes_with_its_place_and_bytes_in_any_encoding(String name)
      throws IOException {
    Charset charset = Charset.forName(name);
    String text = "\uFEFF{\"a\":\"é👍\"}\n{\"a\":tru}\n{\"a\":1}\n";
    Found found = read(text.getBytes(charset), LEAST_CHUNK);

    assertThat(found.records()).containsExactly("{\"a\":\"é👍\"}", "{\"a\":1}");
    Reject reject = found.rejects().get(0);
    assertThat(reject.line()).isEqualTo(2);
    assertThat(reject.raw()).isEqualTo("{\"a\":tru}".getBytes(charset));
    assertThat(reject.byteOffset()).isEqualTo("\uFEFF{\"a\":\"é👍\"}\n".getBytes(charset).length);
    assertThat(reject.detail()).isEqualTo("Byte 9 of the record: true is expected, not '}'.");
  }

  @Test
  void a_line_over_the_limit_is_rejected_and_reading_goes_on() throws IOException {
    options = Options.maxRecordBytes(2000);
    String text = "{\"a\":1}\n{\"a\":\"" + "é".repeat(5000) + "\"}\n{\"a\":2}\n";
    Found found = read(text.getBytes(UTF_8), LEAST_CHUNK);

    assertThat(found.records()).containsExactly("{\"a\":1}", "{\"a\":2}");
    assertThat(found.rejects()).hasSize(1);
    assertThat(found.rejects().get(0).line()).isEqualTo(2);
    assertThat(found.rejects().get(0).detail()).contains("2000").contains("max_record_size");
    assertThat(found.rejects().get(0).raw()).hasSize(2000);
    assertThat(found.lines()).isEqualTo(List.of(1L, 2L, 3L));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"a\":1},\n {\"a\":2} {\"a\":3}] ! line 2, at byte 10 ",
        "[{\"a\":1},\n {\"a\":x}] ! line 2, at byte 7 ",
        "[{\"a\":1},\n {\"a\":2 ! line 2, at byte 8 ",
        "[{\"a\":1}\n ! line 2, at byte 1 ",
        "[{\"a\":1},\n2]\n] ! line 3, at byte 1 ",
        "{\"a\":\n1}\n} ! line 3, at byte 1 "
      })
  void a_fault_in_one_text_ends_it_with_line_and_byte(String example) {
    String[] parts = example.split(" ! ", 2);
    assertThatThrownBy(() -> read(parts[0].getBytes(UTF_8), LEAST_CHUNK))
        .isInstanceOfSatisfying(
            LogFlowException.class,
            failure -> assertThat(failure.kind()).isEqualTo(ErrorKind.MALFORMED_INPUT))
        .hasMessageContaining(parts[1].strip());
  }

  @Test
  void a_record_of_an_array_over_the_limit_is_refused_by_its_name() {
    options = Options.maxRecordBytes(2000);
    String text = "[{\"a\":1},\n{\"a\":\"" + "x".repeat(5000) + "\"}]";
    assertThatThrownBy(() -> read(text.getBytes(UTF_8), LEAST_CHUNK))
        .isInstanceOfSatisfying(
            LogFlowException.class,
            failure -> assertThat(failure.kind()).isEqualTo(ErrorKind.LIMIT_EXCEEDED))
        .hasMessageContaining("max_record_size");
  }

  @Test
  void an_undecodable_string_in_an_array_rejects_its_record_alone() throws IOException {
    byte[] bytes = "[{\"a\":\"?\"},{\"a\":2}]".getBytes(UTF_8);
    bytes[7] = (byte) 0xE9;
    Found found = read(bytes, LEAST_CHUNK);
    assertThat(found.records()).containsExactly("{\"a\":2}");
    assertThat(found.rejects()).hasSize(1);
  }
}
