package io.logflow.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logflow.format.compressed.Pack;
import io.logflow.job.Compression;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compressed inputs from a shell. */
class CompressedCommandLineTest {
  private static final byte[] TEXT = "id,name\n1,a\n2,b\n".getBytes(UTF_8);

  @TempDir private Path folder;
  private Path home;
  private Path work;

  @BeforeEach
  void make_folders() throws IOException {
    home = Files.createDirectory(folder.resolve("home"));
    work = Files.createDirectory(folder.resolve("work"));
  }

  private CommandLineRun logflow(String... arguments) throws Exception {
    return CommandLineRun.of(home, work, arguments);
  }

  private void input(String name, Compression compression, byte[] content) throws IOException {
    Files.write(work.resolve(name), Pack.pack(compression, content));
  }

  @Test
  void a_folder_gives_its_compressed_files_too() throws Exception {
    input("a.csv.gz", Compression.GZIP, TEXT);
    input("b.TSV.ZST", Compression.ZSTD, "x\ty\n1\t2\n".getBytes(UTF_8));
    input("c.txt.bz2", Compression.BZIP2, TEXT);
    Files.writeString(work.resolve("photos.gz"), "not a table");
    CommandLineRun run = logflow("convert", ".", "-o", "out/");
    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(Readback.columns(work.resolve("out/a.parquet")))
        .containsEntry("id", List.of("1", "2"));
    try (Stream<Path> out = Files.list(work.resolve("out"))) {
      assertThat(out.map(Path::getFileName).map(Path::toString))
          .containsExactlyInAnyOrder("a.parquet", "b.parquet", "c.parquet");
    }
  }

  @Test
  void schema_tells_the_compression_in_words_and_in_json() throws Exception {
    input("a.csv", Compression.ZSTD, TEXT);
    CommandLineRun words = logflow("schema", "a.csv");
    assertThat(words.out()).contains("csv in zstd, 16 B unpacked, 2 rows");
    JsonNode facts = new ObjectMapper().readTree(logflow("schema", "a.csv", "--json").out());
    assertThat(facts.at("/inputs/0/compression").asText()).isEqualTo("zstd");
    assertThat(facts.at("/inputs/0/unpacked_bytes").asInt()).isEqualTo(16);
    assertThat(home.resolve(".logflow/tmp")).isEmptyDirectory();
  }

  @Test
  void the_history_keeps_the_compression() throws Exception {
    input("a.csv", Compression.BZIP2, TEXT);
    assertThat(logflow("convert", "a.csv").exitCode()).isZero();
    String listed = logflow("jobs", "list", "--json").out();
    JsonNode job = new ObjectMapper().readTree(listed).get(0);
    assertThat(job.at("/metrics/input_compression").asText()).isEqualTo("bzip2");
    assertThat(job.at("/metrics/bytes_unpacked").asInt()).isEqualTo(16);
    assertThat(job.at("/input_size").asLong()).isEqualTo(Files.size(work.resolve("a.csv")));
    assertThat(logflow("jobs", "show", job.get("id").asText()).out()).contains("bzip2");
  }

  @Test
  void an_interrupted_job_leaves_nothing_of_what_it_unpacked() throws Exception {
    Assumptions.assumeFalse(System.getProperty("os.name").startsWith("Windows"), "POSIX signals");
    byte[] noise = new byte[2_000_000];
    new Random(1).nextBytes(noise);
    byte[] part = Pack.pack(Compression.BZIP2, noise);
    for (int time = 0; time < 60; time++) {
      Files.write(work.resolve("slow.csv"), part, CREATE, APPEND);
    }
    Process process = CommandLineRun.start(home, work, Map.of(), "convert", "slow.csv");
    Awaitility.await()
        .pollInterval(Duration.ofMillis(20))
        .atMost(Duration.ofMinutes(3))
        .until(() -> unpacks(home.resolve(".logflow/tmp")));
    new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
    // Ten times the aim of two seconds: a machine under test may be slow.
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    CommandLineRun run = CommandLineRun.ended(process, home);

    assertThat(run.exitCode()).isEqualTo(130);
    assertThat(home.resolve(".logflow/tmp")).isEmptyDirectory();
    try (Stream<Path> left = Files.walk(work)) {
      assertThat(left.filter(Files::isRegularFile)).containsExactly(work.resolve("slow.csv"));
    }
  }

  private static boolean unpacks(Path temp) throws IOException {
    if (!Files.isDirectory(temp)) {
      return false;
    }
    try (Stream<Path> files = Files.walk(temp)) {
      return files.anyMatch(file -> Files.isRegularFile(file) && file.toFile().length() > 0);
    }
  }
}
