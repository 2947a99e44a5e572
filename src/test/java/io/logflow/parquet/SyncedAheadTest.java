package io.logflow.parquet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyncedAheadTest {
  private static final int MIB = 1 << 20;
  private static final int MANY = 100;

  @TempDir private Path folder;

  @Test
  void the_bytes_are_those_that_were_written() throws IOException {
    Path file = folder.resolve("a");
    byte[] block = new byte[MIB];
    new Random(3).nextBytes(block);
    try (PositionOutputStream output = open(file)) {
      for (int index = 0; index < MANY; index++) {
        output.write(block, 0, MIB);
        output.write(index);
        assertThat(output.getPos()).isEqualTo((index + 1L) * (MIB + 1));
      }
    }
    byte[] written = Files.readAllBytes(file);
    assertThat(written).hasSize(MANY * (MIB + 1));
    for (int index = 0; index < MANY; index++) {
      int from = index * (MIB + 1);
      assertThat(Arrays.equals(written, from, from + MIB, block, 0, MIB)).isTrue();
      assertThat(written[from + MIB]).isEqualTo((byte) index);
    }
  }

  /** A system may tell a failure to the first who asks only, which publication would not be. */
  @Test
  void a_failure_to_reach_the_disk_is_told() throws IOException {
    Path file = folder.resolve("a");
    PositionOutputStream output = open(file);
    Files.delete(file);
    assertThatThrownBy(
            () -> {
              try (output) {
                for (int index = 0; index < MANY; index++) {
                  output.write(new byte[MIB], 0, MIB);
                }
              }
            })
        .isInstanceOf(IOException.class)
        .hasRootCauseInstanceOf(NoSuchFileException.class);
  }

  private static PositionOutputStream open(Path file) throws IOException {
    return new SyncedAhead(new LocalOutputFile(file).create(0), file);
  }
}
