package io.logflow.format.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.job.RejectReason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where decoding cannot begin in the middle, asking for an earlier place means the whole file. */
class OffsetOrderTest {
  private static final Charset THAI = Charset.forName("TIS-620");
  private static final int ROWS = 50;

  @TempDir Path folder;

  @Test
  void places_in_the_file_are_asked_for_in_order() throws IOException {
    // 0xFF is no character of TIS-620, 0xA1 is one.
    byte[] row = {(byte) 0xA1, ',', (byte) 0xFF, 'x', '\n'};
    byte[] all = new byte[ROWS * row.length];
    for (int index = 0; index < ROWS; index++) {
      System.arraycopy(row, 0, all, index * row.length, row.length);
    }
    Path file = Files.write(folder.resolve("thai.csv"), all);
    FileChannel channel = FileChannel.open(file);
    Asked source = new Asked(new TranscodingSource(channel, 0, THAI, 64));
    try (CsvRecordReader reader =
        new CsvRecordReader(source, Table.dialect(",", '"', '"'), Table.LIMITS, 2, 64)) {
      for (int index = 0; index < ROWS; index++) {
        assertThat(reader.next()).isTrue();
        assertThat(reader.problem()).contains(RejectReason.UNDECODABLE);
        assertThat(reader.problemDetail()).contains("offset " + (index * row.length + 2) + " ");
        assertThat(reader.byteOffset()).isEqualTo((long) index * row.length);
        assertThat(reader.raw()).containsExactly(0xA1, ',', 0xFF, 'x');
      }
    }
    assertThat(source.positions).hasSizeGreaterThanOrEqualTo(ROWS).isSorted();
  }

  /** Notes the places that are asked for. */
  private static final class Asked implements ByteSource {
    private final ByteSource inner;
    private final List<Long> positions = new ArrayList<>();

    Asked(ByteSource inner) {
      this.inner = inner;
    }

    @Override
    public int read(byte[] into, int at, int room) throws IOException {
      return inner.read(into, at, room);
    }

    @Override
    public long offset(long position) throws IOException {
      positions.add(position);
      return inner.offset(position);
    }

    @Override
    public void release(long position) {
      inner.release(position);
    }

    @Override
    public long firstUndecodable(byte[] bytes, int from, int to, long position) {
      return inner.firstUndecodable(bytes, from, to, position);
    }

    @Override
    public byte[] original(long offset, int length) throws IOException {
      return inner.original(offset, length);
    }

    @Override
    public long consumed() {
      return inner.consumed();
    }

    @Override
    public void close() throws IOException {
      inner.close();
    }
  }
}
