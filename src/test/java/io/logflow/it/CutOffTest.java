package io.logflow.it;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.flow.watch.JobLine;
import io.logflow.format.compressed.Pack;
import io.logflow.job.Compression;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A value that was cut short looks like a value: a last line without an end is told of. */
class CutOffTest extends ThemeBench {
  @TempDir private Path root;

  private static byte[] marked(String text, Charset charset) {
    return ("\uFEFF" + text).getBytes(charset);
  }

  private static byte[] gzip(String text) {
    return Pack.pack(Compression.GZIP, text.getBytes(UTF_8));
  }

  private void assertWhole(String engine, String name, byte[] content) throws IOException {
    assertThat(convert(engine, Map.of(), file(name, content)).warnings())
        .as(name)
        .noneMatch(warning -> warning.contains("no line ending"));
  }

  private void assertCut(String engine, String name, byte[] content) throws IOException {
    assertThat(convert(engine, Map.of(), file(name, content)).warnings())
        .containsExactly(
            "The last line of "
                + name
                + " has no line ending: if its writer was interrupted, the last value or rows are"
                + " missing.");
  }

  @EveryEngine
  void the_last_line_of_a_file_has_an_end_or_there_is_a_warning(String engine) throws IOException {
    assertWhole(engine, "lf.csv", "v,w\n1,123\n2,456\n".getBytes(UTF_8));
    assertWhole(engine, "crlf.csv", "v,w\r\n1,123\r\n2,456\r\n".getBytes(UTF_8));
    assertWhole(engine, "packed.csv.gz", gzip("v,w\n1,123\n2,456\n"));
    assertCut(engine, "lf.csv", "v,w\n1,123\n2,45".getBytes(UTF_8));
    assertCut(engine, "crlf.csv", "v,w\r\n1,123\r\n2,45".getBytes(UTF_8));
    assertCut(engine, "packed.csv.gz", gzip("v,w\n1,123\n2,45"));
  }

  @Test
  void a_line_may_end_in_any_way_and_in_units_of_two_bytes() throws IOException {
    assertWhole("arrow", "cr.csv", "v,w\r1,123\r2,456\r".getBytes(UTF_8));
    for (Charset charset : List.of(UTF_16LE, UTF_16BE)) {
      assertWhole("arrow", "a.csv", marked("v,w\n1,123\n2,456\n", charset));
      // One byte of each of these letters is that of a line feed.
      assertCut("arrow", "a.csv", marked("v,w\n1,123\n2,\u0A05", charset));
      assertCut("arrow", "a.csv", marked("v,w\n1,123\n2,\u050A", charset));
    }
  }

  @Test
  void an_inbox_tells_of_it_and_keeps_it_with_the_input_of_a_bundle() throws Exception {
    List<JobLine> lines = new CopyOnWriteArrayList<>();
    Map<String, Object> soon = Map.of("bundle", Map.of("max_wait", "1s"));
    try (LiveInbox inbox = new LiveInbox(root, "in", soon)) {
      inbox.drop("a.csv", "v\n12\n");
      inbox.drop("b.csv", "v\n1");
      inbox.watch(lines::add);
      inbox.awaitEnded(2);
      assertThat(
              inbox.rows(
                  "SELECT original_name, coalesce(warnings ->> 0, ''),"
                      + " coalesce(json_array_length(warnings), -1) FROM jobs ORDER BY 1"))
          .containsExactly(
              List.of("a.csv", "", -1),
              List.of(
                  "b.csv",
                  "The last line of b.csv has no line ending: if its writer was interrupted, the"
                      + " last value or rows are missing.",
                  1));
      assertThat(lines)
          .filteredOn(line -> line.input().endsWith("b.csv"))
          .singleElement()
          .extracting(JobLine::detail)
          .asString()
          .contains("1 row; note: The last line of b.csv has no line ending");
      assertThat(lines)
          .filteredOn(line -> line.input().endsWith("a.csv"))
          .noneMatch(line -> line.detail().contains("note:"));
    }
  }
}
