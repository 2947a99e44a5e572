package io.logflow.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logflow.flow.LiveControl;
import io.logflow.format.compressed.Pack;
import io.logflow.job.Compression;
import io.logflow.job.Control;
import io.logflow.job.ErrorKind;
import io.logflow.job.Job;
import io.logflow.job.LogFlowException;
import io.logflow.job.Outcome;
import io.logflow.job.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every compression around delimited text, through every engine. */
class CompressedInputTest {
  private static final String TEXT =
      "id,name,amount\r\n00123,\"Müller, A.\",12.5\r\n7,\"two\nlines\",\r\n8,,-0.25\r\n";

  private static final Map<String, List<String>> EXPECTED =
      Map.of(
          "id", List.of("00123", "7", "8"),
          "name", Arrays.asList("Müller, A.", "two\nlines", null),
          "amount", Arrays.asList("12.5", null, "-0.25"));

  @TempDir private Path folder;

  static Stream<Arguments> everyCompressionAndEngine() {
    return Stream.of(Compression.GZIP, Compression.ZSTD, Compression.BZIP2)
        .flatMap(
            compression ->
                Engines.names().stream().map(engine -> Arguments.of(compression, engine)));
  }

  private Path input(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }

  private static byte[] packed(Compression compression) {
    return Pack.pack(compression, TEXT.getBytes(UTF_8));
  }

  /** Members that begin anywhere: within a line, within quotes, within a character. */
  private static byte[] inParts(Compression compression) {
    byte[] text = TEXT.getBytes(UTF_8);
    List<byte[]> parts = new ArrayList<>();
    for (int at = 0; at < text.length; at += 5) {
      int end = Math.min(text.length, at + 5);
      parts.add(Pack.pack(compression, Arrays.copyOfRange(text, at, end)));
    }
    return Pack.join(parts.toArray(byte[][]::new));
  }

  private void assertNothingLeft() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      assertThat(all.map(Path::getFileName).map(Path::toString))
          .noneMatch(name -> name.endsWith(".parquet") || name.contains("unpacked-"));
    }
  }

  @ParameterizedTest
  @MethodSource("everyCompressionAndEngine")
  void what_is_in_it_is_converted(Compression compression, String engine) throws Exception {
    byte[] bytes = packed(compression);
    Path input = input("orders.csv.dat", bytes);
    Path output = folder.resolve("out.parquet");
    try (Workbench bench = new Workbench(folder)) {
      Outcome outcome = bench.convert(input, output, engine, Map.of("conversion.verify", "full"));
      assertThat(outcome.rowsWritten()).isEqualTo(3);
      assertThat(outcome.inputBytes()).isEqualTo(bytes.length);
    }
    assertThat(Readback.columns(output)).isEqualTo(EXPECTED);
    assertThat(Readback.footer(output))
        .containsEntry("logflow.source_name", "orders.csv.dat")
        .containsEntry("logflow.input_sha256", sha256(bytes));
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  @ParameterizedTest
  @MethodSource("everyCompressionAndEngine")
  void members_one_after_the_other_are_one_table(Compression compression, String engine)
      throws IOException {
    Path input = input("orders.csv", inParts(compression));
    Path output = folder.resolve("out.parquet");
    try (Workbench bench = new Workbench(folder)) {
      bench.convert(input, output, engine);
    }
    assertThat(Readback.columns(output)).isEqualTo(EXPECTED);
  }

  @ParameterizedTest
  @MethodSource("everyCompressionAndEngine")
  void a_broken_stream_is_a_failure_and_shows_nothing(Compression compression, String engine)
      throws IOException {
    byte[] sound = packed(compression);
    byte[] flipped = sound.clone();
    flipped[sound.length / 2] ^= 0x10;
    List<byte[]> broken =
        List.of(
            Arrays.copyOf(sound, 12),
            Arrays.copyOf(sound, sound.length / 2),
            Arrays.copyOf(sound, sound.length - 1),
            Pack.join(sound, Arrays.copyOf(sound, 15)),
            Pack.join(sound, TEXT.getBytes(UTF_8)),
            flipped);
    try (Workbench bench = new Workbench(folder)) {
      for (byte[] bytes : broken) {
        Path input = input("orders.csv.x", bytes);
        assertThatThrownBy(() -> bench.convert(input, folder.resolve("out.parquet"), engine))
            .isInstanceOfSatisfying(
                LogFlowException.class,
                failure -> {
                  assertThat(failure.kind()).isEqualTo(ErrorKind.MALFORMED_INPUT);
                  assertThat(failure).hasMessageContaining("orders.csv.x");
                  assertThat(failure.remedy()).isNotEmpty();
                });
        assertNothingLeft();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("everyCompressionAndEngine")
  void a_header_alone_gives_no_rows(Compression compression, String engine) throws IOException {
    Path input = input("h.csv", Pack.pack(compression, "id,name\n".getBytes(UTF_8)));
    Path output = folder.resolve("out.parquet");
    try (Workbench bench = new Workbench(folder)) {
      assertThat(bench.convert(input, output, engine).rowsWritten()).isZero();
    }
    assertThat(Readback.types(output).keySet()).containsExactly("id", "name");
  }

  @ParameterizedTest
  @EnumSource(value = Compression.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void nothing_in_it_is_an_empty_input(Compression compression) throws IOException {
    Path input = input("empty.csv", Pack.pack(compression, new byte[0]));
    try (Workbench bench = new Workbench(folder)) {
      assertThatThrownBy(() -> bench.logflow().convert(Request.of(input).build()))
          .isInstanceOfSatisfying(
              LogFlowException.class,
              failure -> assertThat(failure.kind()).isEqualTo(ErrorKind.EMPTY_INPUT));
    }
    assertNothingLeft();
  }

  @ParameterizedTest
  @MethodSource("everyCompressionAndEngine")
  void progress_is_told_in_bytes_as_they_came_in(Compression compression, String engine)
      throws IOException {
    String rows =
        IntStream.range(0, 40_000).mapToObj(row -> row + ",name " + row + "\n").collect(joining());
    Path input = input("big.csv", Pack.pack(compression, ("id,v\n" + rows).getBytes(UTF_8)));
    Map<String, List<Long>> told = new ConcurrentSkipListMap<>();
    LiveControl control =
        new LiveControl(
            (stage, bytes, count) ->
                told.computeIfAbsent(stage, name -> new CopyOnWriteArrayList<>()).add(bytes));
    try (Workbench bench = new Workbench(folder)) {
      Request request = Request.of(input).set("engine.default", engine).build();
      bench.logflow().convert(request, control);
    }
    if (engine.equals("arrow")) {
      assertThat(told.keySet()).containsExactly("encode", "unpack", "verify");
    } else {
      assertThat(told.keySet()).containsExactly("convert", "scan", "unpack", "verify");
    }
    long size = Files.size(input);
    assertThat(told.values()).allSatisfy(bytes -> assertThat(bytes).isSorted().endsWith(size));
  }

  @Test
  void outputs_are_named_without_the_compression() throws IOException {
    input("orders.csv.gz", packed(Compression.GZIP));
    input("sales.2024.csv.zst", packed(Compression.ZSTD));
    input("plain.tsv.bz2", packed(Compression.BZIP2));
    try (Workbench bench = new Workbench(folder)) {
      for (String name : List.of("orders.csv.gz", "sales.2024.csv.zst", "plain.tsv.bz2")) {
        bench.logflow().convert(Request.of(folder.resolve(name)).build());
      }
    }
    for (String name : List.of("orders", "sales.2024", "plain")) {
      assertThat(folder.resolve(name + ".parquet")).exists();
    }
  }

  @Test
  void plain_and_compressed_inputs_become_one_table() throws IOException {
    Path plain = input("a.csv", "id,v\n1,x\n".getBytes(UTF_8));
    Path gzip = input("b.csv", Pack.pack(Compression.GZIP, "v,id\ny,2\n".getBytes(UTF_8)));
    Path zstd = input("c.csv", Pack.pack(Compression.ZSTD, "id\n3\n".getBytes(UTF_8)));
    Path output = folder.resolve("all.parquet");
    try (Workbench bench = new Workbench(folder)) {
      bench.logflow().convert(Request.of(plain, gzip, zstd).to(output).build());
    }
    assertThat(Readback.columns(output))
        .containsEntry("id", List.of("1", "2", "3"))
        .containsEntry("v", Arrays.asList("x", "y", null));
  }

  @Test
  void rejects_tell_where_they_are_in_the_unpacked_text() throws IOException {
    Path input = input("r.csv", Pack.pack(Compression.GZIP, "a,b\n1,2\n3\n4,5\n".getBytes(UTF_8)));
    try (Workbench bench = new Workbench(folder)) {
      Request request = Request.of(input).set("conversion.max_rejects", "1").build();
      Path rejects = bench.logflow().convert(request).rejects().orElseThrow();
      assertThat(Readback.columns(rejects))
          .containsEntry("source", List.of("r.csv"))
          .containsEntry("line", List.of("3"))
          .containsEntry("byte_offset", List.of("8"))
          .containsEntry("raw", List.of("3"));
    }
  }

  @Test
  void a_plan_knows_the_compression_and_leaves_nothing() throws Exception {
    byte[] bytes = packed(Compression.BZIP2);
    Path input = input("orders.csv", bytes);
    try (Workbench bench = new Workbench(folder)) {
      Job planned = bench.logflow().plan(Request.of(input).build(), Control.NONE);
      assertThat(planned.inputs().get(0).compression()).isEqualTo(Compression.BZIP2);
      assertThat(planned.requirePlan().inputs().get(0).sha256()).contains(sha256(bytes));
      assertThat(planned.resources().tempDir()).doesNotExist();
    }
    assertNothingLeft();
  }
}
