package io.logflow.format.compressed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logflow.job.CancelledException;
import io.logflow.job.Compression;
import io.logflow.job.Control;
import io.logflow.job.Job;
import io.logflow.job.UnpackLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How far unpacking is, in bytes as they came in, and how it is stopped. */
class UnpackProgressTest {
  @TempDir private Path folder;

  /** Remembers what it is told; stops the job after so many tellings. */
  private static final class Told implements Control {
    private final List<Long> bytes = new ArrayList<>();
    private final int most;

    Told(int most) {
      this.most = most;
    }

    @Override
    public boolean cancelled() {
      return bytes.size() >= most;
    }

    @Override
    public AutoCloseable onCancel(Runnable action) {
      return () -> {};
    }

    @Override
    public void progress(String stage, long done, long rows) {
      bytes.add(done);
    }
  }

  private static byte[] noise(int length) {
    byte[] bytes = new byte[length];
    new Random(3).nextBytes(bytes);
    return bytes;
  }

  private Path packed(String name, Compression compression) throws IOException {
    return Files.write(folder.resolve(name), Pack.pack(compression, noise(2_000_000)));
  }

  @ParameterizedTest
  @EnumSource(value = Compression.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void progress_rises_to_the_size_of_what_came_in(Compression compression) throws IOException {
    Path plain = Files.writeString(folder.resolve("b.csv"), "a,b\n1,2\n", UTF_8);
    Told control = new Told(Integer.MAX_VALUE);
    Job job =
        UnpackJobs.open(
            UnpackLimits.NONE, control, packed("a", compression), plain, packed("c", compression));
    new Unpacker().unpack(job);
    assertThat(control.bytes).isSorted().hasSizeGreaterThan(6);
    assertThat(control.bytes.get(control.bytes.size() - 1)).isEqualTo(job.size());
  }

  @Test
  void later_stages_tell_of_content_and_bytes_as_they_came_in_are_heard() throws IOException {
    Told control = new Told(Integer.MAX_VALUE);
    Path file = Files.write(folder.resolve("a"), Pack.pack(Compression.GZIP, new byte[1_000_000]));
    Job job = new Unpacker().unpack(UnpackJobs.open(UnpackLimits.NONE, control, file));
    control.bytes.clear();
    job.control().progress("scan", 0, 0);
    job.control().progress("scan", 500_000, 1);
    job.control().progress("scan", 1_000_000, 2);
    job.control().progress("scan", 1_000_001, 2);
    assertThat(control.bytes).containsExactly(0L, job.size() / 2, job.size(), job.size());
  }

  @ParameterizedTest
  @EnumSource(value = Compression.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void a_job_is_stopped_while_it_unpacks(Compression compression) throws IOException {
    Told control = new Told(2);
    Job job = UnpackJobs.open(UnpackLimits.NONE, control, packed("a", compression));
    assertThatThrownBy(() -> new Unpacker().unpack(job)).isInstanceOf(CancelledException.class);
    assertThat(control.bytes).hasSize(2);
    assertThat(folder.resolve("temp")).isEmptyDirectory();
  }

  @Test
  void a_job_is_stopped_where_nothing_comes_out() throws IOException {
    byte[] nothing = Pack.repeat(Pack.pack(Compression.GZIP, new byte[0]), 100_000);
    Path file = Files.write(folder.resolve("a"), nothing);
    List<Integer> asked = new ArrayList<>();
    Control control =
        new Control() {
          @Override
          public boolean cancelled() {
            asked.add(1);
            return asked.size() > 5;
          }

          @Override
          public AutoCloseable onCancel(Runnable action) {
            return () -> {};
          }

          @Override
          public void progress(String stage, long bytes, long rows) {}
        };
    Job job = UnpackJobs.open(UnpackLimits.NONE, control, file);
    assertThatThrownBy(() -> new Unpacker().unpack(job)).isInstanceOf(CancelledException.class);
    assertThat(asked).hasSize(6);
  }
}
