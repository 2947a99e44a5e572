package io.logflow.format.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.format.RecordReader;
import io.logflow.format.RowBatch;
import io.logflow.format.RowSink;
import io.logflow.job.Dialect;
import io.logflow.job.Extent;
import io.logflow.job.Inspection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A file that is read in ranges gives the records that it gives when it is read in order: sound
 * ones in their order, and rejected ones in theirs.
 */
class RangesTest {
  private static final String[] PIECES = {
    "a", "bc", "12.5", ",", ",", ",", "\n", "\n", "\r\n", "\r", "\"", "\"\"", "\"a,b\"", "\"\n\"",
    "é", "日本", "\0", " ", "\t", "😀"
  };

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a,b\nc,d\n",
        "a,b\r\nc,d\r\n",
        "a,b\nc,d",
        "\"a\"\"b\",c\n\"d\ne\",\"f,g\"\n",
        "\"a\"\"b\",c\r\n\"d\r\ne\",\"f,g\"\r\n,\r\n\"\",\"\"\r\n",
        "é,日本\n\"😀\n\",ß\nx,y\n",
        "a,b\n\"never closed,c\nd,e\nf,g\n",
        "a,b\nc\nd,e,f\n\n\ng,h\n",
        "a,b\nc \"quoted\" d,e\n\"x\" ,y\n\"x\"z,y\nf,g\n",
        "a,b\r\nc,d\ne\rf,g\r\n",
        "a,\0b\n\"\0\",c\nd,e\n",
        "\n\n\na,b\n",
        "a,b\n\"1\n2\n3\n4\n5\n6\n7\n8\",c\nd,e\n",
        "\"\"\"\",\"\"\"\"\"\"\n\"\"\"\n\"\"\",\"\n\"\n",
        "\r\n\r\na,b\r\n\r\n"
      })
  void wherever_the_file_is_cut(String text) throws IOException {
    check(text.getBytes(StandardCharsets.UTF_8), text);
  }

  @Test
  void bytes_that_do_not_decode() throws IOException {
    byte[] bytes = "a,b\nc\u00FFd,e\n\"\u00E9\",f\ng,h\n".getBytes(StandardCharsets.ISO_8859_1);
    check(bytes, "latin-1 in UTF-8");
  }

  @Test
  void random_pieces() throws IOException {
    for (int seed = 0; seed < 400; seed++) {
      Random random = new Random(seed);
      StringBuilder text = new StringBuilder();
      int length = 1 + random.nextInt(40);
      for (int piece = 0; piece < length; piece++) {
        text.append(PIECES[random.nextInt(PIECES.length)]);
      }
      check(text.toString().getBytes(StandardCharsets.UTF_8), "seed " + seed + ": " + text);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a,b\nc,d\ne,f\n",
        "a,b\r\nc,\"d\r\n\"e,f\r\n\r\ng,h",
        "a,b\n\"never closed,c\nd,\"e\"\n\nf,g\n",
        "a,\"b\n1\"\n\n\nc,d\n\"e\n"
      })
  void wherever_the_table_ends(String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    Path file = Files.write(folder.resolve("table.csv"), bytes);
    for (int end = text.indexOf('\n') + 1; end > 0; end = text.indexOf('\n', end) + 1) {
      Inspection inspection = Table.plain(endingAt(end));
      List<String> expected = inOrder(file, inspection, Table.LIMITS, 2);
      for (int buffer : new int[] {8, 13, 4096}) {
        try (CsvRanges ranges =
            CsvRanges.open(file, inspection, Table.LIMITS, 2, buffer).orElseThrow()) {
          assertThat(ranges.end()).isEqualTo(end);
          for (int cut = 0; cut <= end; cut++) {
            assertThat(cutAt(ranges, cut, end))
                .as("cut at %d, end %d, buffer of %d bytes, %s", cut, end, buffer, text)
                .isEqualTo(expected);
          }
        }
      }
    }
  }

  private static Dialect endingAt(long end) {
    return new Dialect(
        ",", '"', '"', 0, 0, new Extent(0, "", end, List.of(), false, List.of()), "test");
  }

  private void check(byte[] bytes, String what) throws IOException {
    Path file = Files.write(folder.resolve("table.csv"), bytes);
    for (int width = 1; width <= 2; width++) {
      Inspection inspection = Table.plain(Table.dialect(",", '"', '"'));
      RecordLimits limits = new RecordLimits(12 + bytes.length / 2, 1000);
      List<String> expected = inOrder(file, inspection, limits, width);
      for (int buffer : new int[] {8, 13, 4096}) {
        var opened = CsvRanges.open(file, inspection, limits, width, buffer);
        if (opened.isEmpty()) {
          continue;
        }
        try (CsvRanges ranges = opened.get()) {
          for (int cut = 0; cut <= bytes.length; cut++) {
            assertThat(cutAt(ranges, cut, bytes.length))
                .as("cut at %d, width %d, buffer of %d bytes, %s", cut, width, buffer, what)
                .isEqualTo(expected);
          }
        }
      }
    }
  }

  private static List<String> inOrder(
      Path file, Inspection inspection, RecordLimits limits, int width) throws IOException {
    Found found = new Found();
    long lines = 0;
    try (CsvRecordReader reader = CsvRecordReader.open(file, inspection, limits, width)) {
      while (reader.next()) {
        found.take(reader, 0);
        lines = reader.linesPassed();
      }
      // Blank lines may follow the last record.
      lines = Math.max(lines, reader.linesPassed());
      return found.all(reader.clean(), reader.skipped(), lines);
    }
  }

  private static List<String> cutAt(CsvRanges ranges, long cut, long size) throws IOException {
    Collector all = new Collector();
    long data = ranges.before().end();
    CsvRange head = ranges.read(data, Math.max(data, cut), all);
    all.linesBefore = head.lines();
    CsvRange tail = ranges.read(head.end(), size, all);
    long after = ranges.linesAfter();
    long skipped = head.skipped() + tail.skipped() + after;
    long lines = head.lines() + tail.lines() + after;
    boolean clean = head.clean() && tail.clean();
    return all.found.all(clean, skipped, lines);
  }

  /** What was read, apart for sound and for rejected records. */
  private static final class Found {
    private final List<String> sound = new ArrayList<>();
    private final List<String> rejected = new ArrayList<>();

    private void take(RecordReader reader, long linesBefore) throws IOException {
      String line = " @" + (linesBefore + reader.line());
      if (reader.problem().isEmpty()) {
        sound.add(Table.fields(reader) + quotes(reader) + line);
      } else {
        String raw = new String(reader.raw(), StandardCharsets.ISO_8859_1);
        String what = reader.problem().get() + reader.problemDetail();
        rejected.add(what + " " + reader.byteOffset() + " " + raw + line);
      }
    }

    private List<String> all(boolean clean, long skipped, long lines) {
      List<String> all = new ArrayList<>(sound);
      all.addAll(rejected);
      all.add(clean + " skipped " + skipped + " lines " + lines);
      return all;
    }
  }

  private static String quotes(RecordReader reader) {
    StringBuilder all = new StringBuilder();
    for (int field = 0; field < reader.fieldCount(); field++) {
      all.append(reader.quoted(field) ? 'q' : '-');
    }
    return all.toString();
  }

  private static final class Collector implements RowSink {
    private final Found found = new Found();
    private long linesBefore;

    @Override
    public void rows(RowBatch batch) {
      for (int row = 0; row < batch.rows(); row++) {
        List<String> fields = new ArrayList<>();
        StringBuilder quotes = new StringBuilder();
        for (int field = 0; field < batch.columns(); field++) {
          int slice = batch.slice(row, field);
          int length = batch.end(slice) - batch.start(slice);
          fields.add(new String(batch.bytes(), batch.start(slice), length, StandardCharsets.UTF_8));
          quotes.append(batch.quoted(slice) ? 'q' : '-');
        }
        found.sound.add(fields + quotes.toString() + " @" + (linesBefore + batch.line(row) + 1));
      }
    }

    @Override
    public void record(RecordReader record, int lines) throws IOException {
      found.take(record, linesBefore + lines);
    }
  }
}
