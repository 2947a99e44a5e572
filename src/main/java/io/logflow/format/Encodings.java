package io.logflow.format;

import io.logflow.job.EncodingProof;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Finds the encoding of a text: a byte order mark, else the pattern of its zero bytes, else UTF-8;
 * {@link EncodingFinder} looks at what is not UTF-8.
 */
final class Encodings {
  static final Charset UTF_32LE = Charset.forName("UTF-32LE");
  static final Charset UTF_32BE = Charset.forName("UTF-32BE");
  private static final int LOOK_AT = 1 << 16;

  private static final List<Mark> MARKS =
      List.of(
          new Mark(StandardCharsets.UTF_8, "\u00EF\u00BB\u00BF"),
          new Mark(UTF_32LE, "\u00FF\u00FE\0\0"),
          new Mark(UTF_32BE, "\0\0\u00FE\u00FF"),
          new Mark(StandardCharsets.UTF_16LE, "\u00FF\u00FE"),
          new Mark(StandardCharsets.UTF_16BE, "\u00FE\u00FF"));

  private Encodings() {}

  /**
   * An encoding and why.
   *
   * @param charset the encoding
   * @param bomLength bytes of the byte order mark
   * @param evidence why, one sentence
   * @param proof how sure it is
   */
  record Encoding(Charset charset, int bomLength, String evidence, EncodingProof proof) {
    Encoding(Charset charset, int bomLength, String evidence) {
      this(charset, bomLength, evidence, EncodingProof.SURE);
    }
  }

  private record Mark(Charset charset, String bytes) {
    boolean begins(byte[] sample) {
      byte[] mark = bytes.getBytes(StandardCharsets.ISO_8859_1);
      return sample.length >= mark.length
          && ByteBuffer.wrap(sample, 0, mark.length).equals(ByteBuffer.wrap(mark));
    }

    Encoding encoding() {
      return new Encoding(
          charset, bytes.length(), "A byte order mark says " + charset.name() + ".");
    }
  }

  /** The encoding of a text that begins with {@code sample}, or the one that is forced. */
  static Encoding find(byte[] sample, Optional<Charset> forced) {
    Optional<Encoding> marked =
        MARKS.stream().filter(mark -> mark.begins(sample)).findFirst().map(Mark::encoding);
    if (forced.isPresent()) {
      return forced(sample, forced.get(), marked);
    }
    return marked.or(() -> wide(sample)).orElseGet(() -> utf8(sample));
  }

  private static Encoding forced(byte[] sample, Charset charset, Optional<Encoding> marked) {
    String why = "The encoding " + charset.name() + " was given.";
    boolean fits = marked.isPresent() && marked.get().charset().name().startsWith(charset.name());
    if (fits) {
      return new Encoding(marked.get().charset(), marked.get().bomLength(), why);
    }
    if (charset.equals(StandardCharsets.UTF_16)) {
      Charset order = wide(sample).map(Encoding::charset).orElse(StandardCharsets.UTF_16BE);
      return new Encoding(order, 0, why);
    }
    return new Encoding(charset, 0, why);
  }

  /** UTF-8, as long as nothing tells otherwise. */
  private static Encoding utf8(byte[] sample) {
    boolean ascii = true;
    for (byte symbol : sample) {
      ascii &= symbol >= 0;
    }
    return new Encoding(
        StandardCharsets.UTF_8,
        0,
        "The bytes looked at are sound UTF-8.",
        ascii ? EncodingProof.OPEN : EncodingProof.SURE);
  }

  /** UTF-16 or UTF-32 without a mark, where zero bytes stand as in such text. */
  private static Optional<Encoding> wide(byte[] sample) {
    int length = Math.min(sample.length, LOOK_AT) & ~3;
    if (length < 4) {
      length = sample.length & ~1;
    }
    int[] zeros = new int[4];
    for (int index = 0; index < length; index++) {
      zeros[index & 3] += sample[index] == 0 ? 1 : 0;
    }
    return pattern(zeros)
        .filter(charset -> 20 * (zeros[0] + zeros[1] + zeros[2] + zeros[3]) >= sampled(sample))
        .filter(charset -> isText(sample, charset))
        .map(
            charset ->
                new Encoding(
                    charset, 0, "Zero bytes stand where " + charset.name() + " has them."));
  }

  private static int sampled(byte[] sample) {
    return Math.min(sample.length, LOOK_AT);
  }

  private static Optional<Charset> pattern(int[] zeros) {
    boolean even = zeros[0] + zeros[2] > 0;
    boolean odd = zeros[1] + zeros[3] > 0;
    if (zeros[0] == 0 && zeros[1] > 0 && zeros[2] > 0 && zeros[3] > 0) {
      return Optional.of(UTF_32LE);
    }
    if (zeros[3] == 0 && zeros[0] > 0 && zeros[1] > 0 && zeros[2] > 0) {
      return Optional.of(UTF_32BE);
    }
    if (odd != even) {
      return Optional.of(odd ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE);
    }
    return Optional.empty();
  }

  private static boolean isText(byte[] sample, Charset charset) {
    int unit = charset.name().startsWith("UTF-32") ? 4 : 2;
    int length = sampled(sample) / unit * unit;
    try {
      String text = charset.newDecoder().decode(ByteBuffer.wrap(sample, 0, length)).toString();
      return text.chars().noneMatch(symbol -> symbol < ' ' && "\t\n\r\f".indexOf(symbol) < 0);
    } catch (CharacterCodingException notThisOne) {
      return false;
    }
  }
}
