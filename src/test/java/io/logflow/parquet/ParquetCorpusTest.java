package io.logflow.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logflow.job.ErrorKind;
import io.logflow.job.LogFlowException;
import io.logflow.job.Reject;
import io.logflow.job.RejectReason;
import io.logflow.plugin.ColumnBatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ParquetCorpusTest {
  /**
   * The first three are damaged, and others read them all the same. The last is sound, but holds a
   * timestamp that 64 bits of microseconds do not reach.
   */
  private static final Set<String> REFUSED =
      Set.of(
          "datapage_v1-corrupt-checksum.parquet",
          "rle-dict-uncompressed-corrupt-checksum.parquet",
          "nation.dict-malformed.parquet",
          "int96_from_spark.parquet");

  @TempDir Path folder;

  @Test
  void every_file_reads_as_other_readers_read_it_or_is_refused_in_words() throws Exception {
    Path corpora = Path.of(System.getProperty("logflow.shared", "none")).resolve("corpora");
    Path truth = corpora.resolve("truth").resolve("parquet_truth.jsonl");
    assumeTrue(Files.exists(truth), "the corpora are not there");
    List<String> wrong = new ArrayList<>();
    for (String line : Files.readAllLines(truth)) {
      JsonNode expected = new ObjectMapper().readTree(line);
      Path file = corpora.resolve(expected.get("file").asText());
      if (!Files.exists(file)) {
        continue;
      }
      String got = rows(file);
      boolean both = expected.get("class").asText().equals("both_read");
      if (both && !got.equals(expected.at("/duckdb/rows").asText())) {
        wrong.add(file.getFileName().toString());
      }
    }
    assertThat(wrong).isSubsetOf(REFUSED);
  }

  @Test
  void no_file_brings_the_reader_down() throws Exception {
    Path data =
        Path.of(System.getProperty("logflow.shared", "none")).resolve("corpora/parquet-testing");
    assumeTrue(Files.isDirectory(data), "the corpora are not there");
    try (Stream<Path> files = Files.walk(data)) {
      assertThat(files.filter(Files::isRegularFile).map(ParquetCorpusTest::rows)).isNotEmpty();
    }
  }

  private static String rows(Path file) {
    try (ParquetResultReader reader = ParquetResultReader.open(file)) {
      long rows = 0;
      for (List<ColumnBatch> batch = reader.next(); !batch.isEmpty(); batch = reader.next()) {
        rows += batch.get(0).length();
      }
      assertThat(rows).isEqualTo(reader.footer().rows());
      return Long.toString(rows);
    } catch (LogFlowException e) {
      assertThat(e.remedy()).isNotEmpty();
      return e.kind() + " " + e.getMessage();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void what_is_no_parquet_file_is_refused_in_words() throws Exception {
    refuses(ErrorKind.INPUT_NOT_FOUND, folder.resolve("none"), "There is no file");
    refuses(ErrorKind.UNSUPPORTED_FORMAT, folder, "not a regular file");
    refuses(ErrorKind.UNSUPPORTED_FORMAT, file(""), "is empty");
    refuses(ErrorKind.UNSUPPORTED_FORMAT, file("PA"), "does not begin");
    refuses(ErrorKind.UNSUPPORTED_FORMAT, file("a,b\n1,2\n3,4\n"), "does not begin");
    refuses(ErrorKind.VERIFICATION, file("PAR1"), "cut off");
    refuses(ErrorKind.VERIFICATION, file("PAR1aaaaaaaa"), "cut off");
    refuses(ErrorKind.VERIFICATION, file("PAR1\0\0\0\0PAR1"), "cannot be read");
    refuses(ErrorKind.VERIFICATION, file("PAR1\u007f\u007f\u007f\u007fPAR1"), "cannot be read");
  }

  @Test
  void a_file_cut_off_or_changed_anywhere_is_refused_or_read_never_a_crash() throws Exception {
    Path whole = folder.resolve("whole");
    try (RejectsWriter writer = new RejectsWriter(whole)) {
      for (int line = 0; line < 100; line++) {
        writer.write(
            "a.csv", new Reject(line, line, new byte[line], "c", RejectReason.OVER_LIMIT, "d"));
      }
    }
    byte[] bytes = Files.readAllBytes(whole);
    for (int at = 0; at < bytes.length; at += 7) {
      Path cut = Files.write(folder.resolve("cut"), Arrays.copyOf(bytes, at));
      assertThat(rows(cut)).isNotEqualTo("100");
      byte[] changed = bytes.clone();
      changed[at] ^= 0x55;
      rows(Files.write(folder.resolve("changed"), changed));
    }
  }

  private static void refuses(ErrorKind kind, Path file, String words) {
    assertThatThrownBy(() -> ParquetFooters.read(file))
        .isInstanceOfSatisfying(LogFlowException.class, e -> assertThat(e.kind()).isEqualTo(kind))
        .hasMessageContaining(words)
        .hasMessageContaining(file.toString());
  }

  private Path file(String text) throws Exception {
    return Files.writeString(folder.resolve("file"), text);
  }
}
