package io.logflow.format.compressed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.luben.zstd.ZstdOutputStream;
import io.logflow.job.Compression;
import io.logflow.job.Control;
import io.logflow.job.ErrorKind;
import io.logflow.job.Input;
import io.logflow.job.LogFlowException;
import io.logflow.job.UnpackLimits;
import io.logflow.publish.TestMount;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How far a compressed input may grow. */
class UnpackLimitsTest {
  private static final long MB = 1_000_000;
  private static final byte[] ZEROS = new byte[(int) (10 * MB)];

  @TempDir private Path folder;

  private static UnpackLimits limits(long bytes, long ratio) {
    return new UnpackLimits(bytes, ratio, 0, 1 << 27);
  }

  private Input unpacked(UnpackLimits limits, byte[] packed) throws IOException {
    Path file = Files.write(folder.resolve("in.dat"), packed);
    return new Unpacker().unpack(UnpackJobs.open(limits, Control.NONE, file)).inputs().get(0);
  }

  /** What was unpacked before stays, and nothing else is there. */
  private LogFlowException refusal(UnpackLimits limits, byte[] packed) throws IOException {
    List<Path> before = temp();
    LogFlowException failure =
        catchThrowableOfType(LogFlowException.class, () -> unpacked(limits, packed));
    assertThat(temp()).isEqualTo(before);
    return failure;
  }

  private List<Path> temp() throws IOException {
    Path temp = folder.resolve("temp");
    if (!Files.exists(temp)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(temp)) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @EnumSource(value = Compression.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void the_size_is_limited_to_the_byte(Compression compression) throws IOException {
    byte[] packed = Pack.pack(compression, ZEROS);
    assertThat(unpacked(limits(10 * MB, 1_000_000), packed).contentSize()).isEqualTo(10 * MB);
    LogFlowException failure = refusal(limits(10 * MB - 1, 1_000_000), packed);
    assertThat(failure.kind()).isEqualTo(ErrorKind.LIMIT_EXCEEDED);
    assertThat(failure).hasMessageContaining("in.dat").hasMessageContaining("max_unpacked_size");
    assertThat(failure.remedy()).contains("--set engine.max_unpacked_size=");
  }

  @Test
  void the_size_is_that_of_all_parts_together() throws IOException {
    byte[] parts = Pack.repeat(Pack.pack(Compression.GZIP, ZEROS), 5);
    assertThat(refusal(limits(49 * MB, 1_000_000), parts)).hasMessageContaining("49.0 MB");
  }

  @Test
  void the_ratio_counts_only_after_the_first_64_mb() throws IOException {
    byte[] part = Pack.pack(Compression.GZIP, ZEROS);
    assertThat(unpacked(limits(1000 * MB, 200), Pack.repeat(part, 6)).contentSize())
        .isEqualTo(60 * MB);
    LogFlowException failure = refusal(limits(1000 * MB, 200), Pack.repeat(part, 7));
    assertThat(failure.kind()).isEqualTo(ErrorKind.LIMIT_EXCEEDED);
    assertThat(failure)
        .hasMessageContaining("200 times")
        .hasMessageContaining("max_unpacked_ratio");
    assertThat(unpacked(limits(1000 * MB, 2000), Pack.repeat(part, 7)).contentSize())
        .isEqualTo(70 * MB);
  }

  @Test
  void a_bomb_behind_honest_data_is_refused() throws IOException {
    byte[] honest = new byte[(int) MB];
    new Random(5).nextBytes(honest);
    byte[] packed =
        Pack.join(
            Pack.pack(Compression.GZIP, honest),
            Pack.repeat(Pack.pack(Compression.GZIP, ZEROS), 100));
    assertThat(refusal(limits(2000 * MB, 200), packed)).hasMessageContaining("200 times");
  }

  @Test
  void a_zstd_window_over_the_limit_is_refused_by_the_limits_name() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZstdOutputStream out = new ZstdOutputStream(bytes).setLong(24)) {
      out.write(ZEROS, 0, (int) MB);
      out.flush();
      out.write(ZEROS, 0, (int) MB);
    }
    byte[] packed = bytes.toByteArray();
    assertThat(unpacked(new UnpackLimits(20 * MB, 200, 0, 1 << 24), packed).contentSize())
        .isEqualTo(2 * MB);
    LogFlowException failure = refusal(new UnpackLimits(20 * MB, 200, 0, 1 << 23), packed);
    assertThat(failure.kind()).isEqualTo(ErrorKind.LIMIT_EXCEEDED);
    assertThat(failure).hasMessageContaining("engine.max_zstd_window");
  }

  @Test
  void the_reserve_of_the_disk_is_kept() throws IOException {
    UnpackLimits greedy = new UnpackLimits(Long.MAX_VALUE, 1_000_000, Long.MAX_VALUE / 2, 1 << 27);
    LogFlowException failure = refusal(greedy, Pack.pack(Compression.ZSTD, ZEROS));
    assertThat(failure.kind()).isEqualTo(ErrorKind.DISK_FULL);
    assertThat(failure).hasMessageContaining("engine.temp_reserve");
    assertThat(failure.remedy()).contains("engine.temp_dir");
  }

  @Test
  void the_reserve_is_kept_while_the_file_grows() throws IOException {
    try (TestMount disk = TestMount.tmpfs(folder.resolve("temp"), "size=60m")) {
      byte[] packed = Pack.repeat(Pack.pack(Compression.GZIP, ZEROS), 6);
      UnpackLimits limits = new UnpackLimits(1000 * MB, 1_000_000, 20 * MB, 1 << 27);
      LogFlowException failure = refusal(limits, packed);
      assertThat(failure.kind()).isEqualTo(ErrorKind.DISK_FULL);
      assertThat(failure).hasMessageContaining("engine.temp_reserve");
      assertThat(disk.folder()).isEmptyDirectory();
    }
  }

  @Test
  void a_disk_that_runs_full_all_the_same_is_named() throws IOException {
    try (TestMount disk = TestMount.tmpfs(folder.resolve("temp"), "size=3m")) {
      LogFlowException failure = refusal(UnpackLimits.NONE, Pack.pack(Compression.GZIP, ZEROS));
      assertThat(failure.kind()).isEqualTo(ErrorKind.DISK_FULL);
      assertThat(failure).hasMessageContaining(disk.folder().toString());
    }
  }
}
