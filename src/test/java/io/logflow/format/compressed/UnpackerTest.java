package io.logflow.format.compressed;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.logflow.job.Compression;
import io.logflow.job.Control;
import io.logflow.job.ErrorKind;
import io.logflow.job.Input;
import io.logflow.job.Job;
import io.logflow.job.LogFlowException;
import io.logflow.job.UnpackLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Compressed inputs become the plain files that they hold, or a failure. */
class UnpackerTest {
  /** What {@code printf 'id,name\n1,a\n' | gzip -n -9} writes. */
  private static final byte[] GZIP_TOOL =
      HexFormat.of().parseHex("1f8b0800000000000203cb4cd1c94bcc4de532d449e40200d454b9ee0c000000");

  private static final byte[] TEXT = "id,name\n1,a\n2,b\n".getBytes(UTF_8);

  @TempDir private Path folder;

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("in.dat"), bytes);
  }

  private Job unpacked(byte[] bytes) throws IOException {
    return unpacked(UnpackLimits.NONE, bytes);
  }

  private Job unpacked(UnpackLimits limits, byte[] bytes) throws IOException {
    return new Unpacker().unpack(UnpackJobs.open(limits, Control.NONE, file(bytes)));
  }

  private byte[] content(byte[] bytes) throws IOException {
    return Files.readAllBytes(unpacked(bytes).inputs().get(0).content());
  }

  /** What was unpacked before stays, and nothing else is there. */
  private LogFlowException failure(byte[] bytes) throws IOException {
    List<Path> before = temp();
    LogFlowException failure = catchThrowableOfType(LogFlowException.class, () -> unpacked(bytes));
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

  /** Random text: little of it can be guessed from the rest. */
  private static byte[] noise(int length) {
    byte[] text = new byte[length];
    Random random = new Random(7);
    for (int index = 0; index < length; index++) {
      text[index] = (byte) (random.nextInt(12) == 0 ? '\n' : 'a' + random.nextInt(26));
    }
    return text;
  }

  @Test
  void a_plain_file_is_left_alone() throws IOException {
    Job job = UnpackJobs.open(UnpackLimits.NONE, Control.NONE, file(TEXT));
    assertThat(new Unpacker().unpack(job)).isSameAs(job);
    assertThat(job.inputs().get(0).content()).isEqualTo(job.inputs().get(0).path());
    assertThat(folder.resolve("temp")).doesNotExist();
  }

  @Test
  void text_that_only_begins_like_a_compression_is_left_alone() throws IOException {
    for (String text : List.of("BZh", "BZh9,a\n1,2\n", "BZh91AY", "(", "(\u00B5", "P,Q\n", "")) {
      Job job = UnpackJobs.open(UnpackLimits.NONE, Control.NONE, file(text.getBytes(UTF_8)));
      assertThat(new Unpacker().unpack(job)).as(text).isSameAs(job);
    }
  }

  @ParameterizedTest
  @EnumSource(value = Compression.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void the_content_comes_out_and_the_hash_is_of_what_came_in(Compression compression)
      throws Exception {
    byte[] packed = Pack.pack(compression, TEXT);
    Input input = unpacked(packed).inputs().get(0);
    assertThat(input.content()).hasBinaryContent(TEXT);
    assertThat(input.contentSize()).isEqualTo(TEXT.length);
    assertThat(input.size()).isEqualTo(packed.length);
    assertThat(input.compression()).isEqualTo(compression);
    byte[] hash = java.security.MessageDigest.getInstance("SHA-256").digest(packed);
    assertThat(input.unpacked().orElseThrow().sha256()).isEqualTo(HexFormat.of().formatHex(hash));
  }

  @Test
  void what_the_gzip_command_wrote_is_read() throws IOException {
    assertThat(content(GZIP_TOOL)).isEqualTo("id,name\n1,a\n".getBytes(UTF_8));
  }

  @Test
  void every_field_of_a_gzip_header_is_passed_over() throws IOException {
    byte[] body = java.util.Arrays.copyOfRange(GZIP_TOOL, 10, GZIP_TOOL.length);
    byte[] header =
        HexFormat.of()
            .parseHex("1f8b081e0000000000ff" + "0300414243" + "782e63737600" + "686900" + "ffff");
    assertThat(content(Pack.join(header, body))).isEqualTo("id,name\n1,a\n".getBytes(UTF_8));
  }

  @Test
  void the_content_is_for_this_user_only() throws IOException {
    Path content = unpacked(GZIP_TOOL).inputs().get(0).content();
    if (Files.getFileStore(content).supportsFileAttributeView("posix")) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(content)))
          .isEqualTo("rw-------");
    }
  }

  @ParameterizedTest
  @EnumSource(value = Compression.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void many_parts_are_one_content(Compression compression) throws IOException {
    byte[] noise = noise(300_000);
    byte[] empty = Pack.pack(compression, new byte[0]);
    byte[] packed =
        Pack.join(
            empty,
            Pack.pack(compression, TEXT),
            Pack.pack(compression, noise),
            empty,
            Pack.pack(compression, TEXT),
            empty);
    assertThat(content(packed)).isEqualTo(Pack.join(TEXT, noise, TEXT));
  }

  @ParameterizedTest
  @EnumSource(value = Compression.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void parts_that_end_where_a_block_ends_are_one_content(Compression compression)
      throws IOException {
    byte[] part = Pack.pack(compression, TEXT);
    int times = 3 * (1 << 17) / part.length + 1;
    assertThat(content(Pack.repeat(part, times))).isEqualTo(Pack.repeat(TEXT, times));
  }

  @ParameterizedTest
  @EnumSource(value = Compression.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void an_empty_file_comes_out_empty(Compression compression) throws IOException {
    assertThat(content(Pack.pack(compression, new byte[0]))).isEmpty();
  }

  @Test
  void frames_that_zstd_skips_are_skipped() throws IOException {
    byte[] skippable = HexFormat.of().parseHex("502a4d18" + "03000000" + "414243");
    byte[] frame = Pack.pack(Compression.ZSTD, TEXT);
    assertThat(content(Pack.join(skippable, frame, skippable, frame, skippable)))
        .isEqualTo(Pack.join(TEXT, TEXT));
  }

  @Test
  void zero_bytes_after_gzip_are_padding_and_anything_else_is_not() throws IOException {
    assertThat(content(Pack.join(GZIP_TOOL, new byte[200_000])))
        .isEqualTo("id,name\n1,a\n".getBytes(UTF_8));
    assertThat(failure(Pack.join(GZIP_TOOL, new byte[512], new byte[] {'x'})))
        .hasMessageContaining("follows the compressed data");
    assertThat(failure(Pack.join(GZIP_TOOL, new byte[512], GZIP_TOOL)))
        .hasMessageContaining("follows the compressed data");
  }

  @ParameterizedTest
  @EnumSource(value = Compression.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void a_stream_that_is_cut_off_anywhere_is_a_failure(Compression compression) throws IOException {
    byte[] two = Pack.join(Pack.pack(compression, TEXT), Pack.pack(compression, noise(200)));
    int border = Pack.pack(compression, TEXT).length;
    int known = compression == Compression.GZIP ? 2 : compression == Compression.ZSTD ? 4 : 10;
    for (int length = known; length < two.length; length++) {
      if (length != border) {
        LogFlowException failure = failure(java.util.Arrays.copyOf(two, length));
        assertThat(failure).as("first %d of %d bytes", length, two.length).isNotNull();
        assertThat(failure.kind()).isEqualTo(ErrorKind.MALFORMED_INPUT);
        assertThat(failure).hasMessageContaining("in.dat").hasMessageContaining("byte " + length);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(value = Compression.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void a_long_stream_that_is_cut_off_is_told_as_such(Compression compression) throws IOException {
    byte[] packed = Pack.pack(compression, noise(1_000_000));
    byte[] cut = java.util.Arrays.copyOf(packed, packed.length - packed.length / 3);
    assertThat(failure(cut))
        .hasMessage(
            "in.dat (%s) cannot be unpacked: it ends in the middle of the compressed data, at or"
                + " before byte %d of the compressed file.",
            compression.label(), cut.length);
  }

  /** Some bits, such as those of the time in gzip's header, do not count for the content. */
  @ParameterizedTest
  @EnumSource(value = Compression.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void a_flipped_bit_never_changes_the_content(Compression compression) throws IOException {
    byte[] packed = Pack.pack(compression, noise(40));
    for (int bit = 0; bit < 8 * packed.length; bit++) {
      byte[] flipped = packed.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      if (CompressionSignatures.of(flipped, flipped.length) == compression) {
        try {
          assertThat(content(flipped)).as("bit %d", bit).isEqualTo(noise(40));
        } catch (LogFlowException damaged) {
          assertThat(damaged.kind()).isIn(ErrorKind.MALFORMED_INPUT, ErrorKind.LIMIT_EXCEEDED);
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(value = Compression.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void what_follows_the_compressed_data_is_a_failure(Compression compression) throws IOException {
    for (String garbage : List.of("x", "id,name\n1,2\n", "BZ", "\u001F", "\0\0\0\u0001")) {
      byte[] packed = Pack.join(Pack.pack(compression, TEXT), garbage.getBytes(UTF_8));
      LogFlowException failure = failure(packed);
      assertThat(failure).as("%s behind", garbage).isNotNull();
      assertThat(failure.kind()).isEqualTo(ErrorKind.MALFORMED_INPUT);
    }
  }

  @Test
  void checksum_and_length_of_gzip_are_compared() throws IOException {
    byte[] checksum = GZIP_TOOL.clone();
    checksum[checksum.length - 8] ^= 1;
    assertThat(failure(checksum)).hasMessageContaining("checksum");
    byte[] length = GZIP_TOOL.clone();
    length[length.length - 1] ^= 1;
    assertThat(failure(length)).hasMessageContaining("length");
  }

  @ParameterizedTest
  @EnumSource(value = Compression.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void a_second_layer_is_refused_by_the_name_of_the_limit(Compression inner) throws IOException {
    for (Compression outer : List.of(Compression.GZIP, Compression.ZSTD, Compression.BZIP2)) {
      LogFlowException failure = failure(Pack.pack(outer, Pack.pack(inner, TEXT)));
      assertThat(failure.kind()).isEqualTo(ErrorKind.LIMIT_EXCEEDED);
      assertThat(failure)
          .hasMessageContaining(inner.label() + " within " + outer.label())
          .hasMessageContaining("one layer");
    }
  }

  @Test
  void a_file_that_changes_meanwhile_is_told_as_changed() throws IOException {
    Path file = file(Pack.pack(Compression.GZIP, noise(1_000_000)));
    Job job = UnpackJobs.open(UnpackLimits.NONE, Control.NONE, file);
    Files.write(file, java.util.Arrays.copyOf(Files.readAllBytes(file), 1000));
    assertThatThrownBy(() -> new Unpacker().unpack(job))
        .isInstanceOfSatisfying(
            LogFlowException.class,
            failure -> assertThat(failure.kind()).isEqualTo(ErrorKind.INPUT_CHANGED));
    assertThat(folder.resolve("temp")).isEmptyDirectory();
  }

  @Test
  void a_file_that_is_not_there_is_left_to_the_next_stage() throws IOException {
    Path file = file(TEXT);
    Job job = UnpackJobs.open(UnpackLimits.NONE, Control.NONE, file);
    Files.delete(file);
    assertThat(new Unpacker().unpack(job)).isSameAs(job);
  }
}
