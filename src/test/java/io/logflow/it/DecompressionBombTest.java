package io.logflow.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.format.compressed.Pack;
import io.logflow.job.Compression;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Small files that unpack to a full disk or memory are refused while they are small. */
class DecompressionBombTest {
  private static final int MB = 1_000_000;

  /** What a Java process with this heap takes beside it, with room for a busy machine. */
  private static final long MOST_MEMORY = 450L * MB;

  @TempDir private Path folder;
  private Path home;
  private Path work;
  private long peakMemory;
  private long peakDisk;

  @BeforeEach
  void make_folders() throws IOException {
    home = Files.createDirectory(folder.resolve("home"));
    work = Files.createDirectory(folder.resolve("work"));
  }

  /** Converts with a heap that holds no more than a part of what would come out. */
  private CommandLineRun convert(byte[] content, String... settings) throws Exception {
    Files.write(work.resolve("bomb.csv"), content);
    String[] arguments =
        Stream.concat(Stream.of("convert", "bomb.csv"), Stream.of(settings)).toArray(String[]::new);
    // Of two heap sizes Java takes that of this variable.
    Process process =
        CommandLineRun.start(home, work, Map.of("_JAVA_OPTIONS", "-Xmx64m"), arguments);
    while (!process.waitFor(5, TimeUnit.MILLISECONDS)) {
      peakMemory = Math.max(peakMemory, memory(process.pid()));
      peakDisk = Math.max(peakDisk, size(home.resolve(".logflow/tmp")));
    }
    CommandLineRun run = CommandLineRun.ended(process, home);
    assertNothingLeft();
    assertThat(peakMemory).isLessThan(MOST_MEMORY);
    return run;
  }

  private void assertNothingLeft() throws IOException {
    try (Stream<Path> left = Files.list(work)) {
      assertThat(left).containsExactly(work.resolve("bomb.csv"));
    }
    assertThat(home.resolve(".logflow/tmp"))
        .satisfiesAnyOf(
            temp -> assertThat(temp).doesNotExist(), temp -> assertThat(temp).isEmptyDirectory());
  }

  /** Most memory that was resident so far; 0 where the system does not tell. */
  private static long memory(long pid) throws IOException {
    Path status = Path.of("/proc/" + pid + "/status");
    try (Stream<String> lines = Files.lines(status)) {
      return lines
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst()
          .orElse(0);
    } catch (NoSuchFileException | UncheckedIOException ended) {
      return 0;
    }
  }

  private static long size(Path temp) throws IOException {
    try (Stream<Path> all = Files.walk(temp)) {
      return all.mapToLong(path -> path.toFile().length()).sum();
    } catch (NoSuchFileException | UncheckedIOException gone) {
      return 0;
    }
  }

  @ParameterizedTest
  @CsvSource({"GZIP, 100", "ZSTD, 100", "BZIP2, 10"})
  void sec_18_ten_gigabytes_of_zeros(Compression compression, int partMegabytes) throws Exception {
    byte[] part = Pack.pack(compression, new byte[partMegabytes * MB]);
    byte[] bomb = Pack.repeat(part, 10_000 / partMegabytes);
    assertThat(bomb.length).isLessThan(11 * MB);
    CommandLineRun run = convert(bomb);
    assertThat(run.exitCode()).isEqualTo(10);
    assertThat(run.err()).contains("bomb.csv").contains("engine.max_unpacked_ratio");
    // Where the ratio begins to count, and the folders beside.
    assertThat(peakDisk).isLessThan(70 * MB);
  }

  @Test
  void sec_18_the_absolute_size_holds_where_the_ratio_is_lifted() throws Exception {
    byte[] bomb = Pack.repeat(Pack.pack(Compression.GZIP, new byte[100 * MB]), 100);
    CommandLineRun run =
        convert(
            bomb,
            "--set",
            "engine.max_unpacked_ratio=1000000",
            "--set",
            "engine.max_unpacked_size=500MB");
    assertThat(run.exitCode()).isEqualTo(10);
    assertThat(run.err()).contains("500.0 MB").contains("engine.max_unpacked_size");
    assertThat(peakDisk).isLessThan(501L * MB);
  }

  /** A frame by hand: magic, no flags, a window of 2 to the 31st, one raw block of 9 bytes. */
  @Test
  void sec_18_a_zstd_window_of_two_gigabytes() throws Exception {
    byte[] frame = HexFormat.of().parseHex("28b52ffd" + "00" + "a8" + "490000");
    CommandLineRun run = convert(Pack.join(frame, "id,v\n1,2\n".getBytes(UTF_8)));
    assertThat(run.exitCode()).isEqualTo(10);
    assertThat(run.err()).contains("engine.max_zstd_window");
    assertThat(peakDisk).isLessThan(MB);
  }

  @Test
  void sec_18_honest_data_before_the_bomb() throws Exception {
    byte[] rows = "id,name\n1,abc\n2,def\n".getBytes(UTF_8);
    byte[] zeros = Pack.pack(Compression.GZIP, new byte[100 * MB]);
    byte[] bomb = Pack.join(Pack.pack(Compression.GZIP, rows), Pack.repeat(zeros, 100));
    assertThat(convert(bomb).exitCode()).isEqualTo(10);
    assertThat(peakDisk).isLessThan(70 * MB);
  }

  /** As 42.zip: archives within archives. None is opened, whatever their entries say. */
  @Test
  void sec_18_zip_archives_are_not_opened() throws Exception {
    byte[] inner = zip("0.dll", new byte[MB]);
    CommandLineRun run = convert(zip("lib 0.zip", inner));
    assertThat(run.exitCode()).isEqualTo(5);
    assertThat(run.err()).contains("a ZIP archive");
    assertThat(peakDisk).isZero();
  }

  @Test
  void sec_18_layers_are_not_opened() throws Exception {
    byte[] inner = Pack.pack(Compression.ZSTD, new byte[100 * MB]);
    CommandLineRun run = convert(Pack.pack(Compression.GZIP, inner));
    assertThat(run.exitCode()).isEqualTo(10);
    assertThat(run.err()).contains("zstd within gzip");
    assertThat(peakDisk).isLessThan(MB);
  }

  private static byte[] zip(String name, byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content);
    }
    return bytes.toByteArray();
  }
}
