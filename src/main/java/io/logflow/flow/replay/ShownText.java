package io.logflow.flow.replay;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.Optional;

/** The bytes of a rejected row as text. */
public final class ShownText {
  private ShownText() {}

  /** The text, with U+FFFD for what does not decode. */
  public static String of(byte[] raw, Charset charset) {
    return new String(raw, charset);
  }

  /**
   * The text of a row that is to be read.
   *
   * @param replacing whether U+FFFD takes the place of bytes that do not decode
   * @return empty where they do not decode and must
   */
  static Optional<String> exactly(byte[] raw, Charset charset, boolean replacing) {
    CodingErrorAction bad = replacing ? CodingErrorAction.REPLACE : CodingErrorAction.REPORT;
    try {
      return Optional.of(
          charset
              .newDecoder()
              .onMalformedInput(bad)
              .onUnmappableCharacter(bad)
              .decode(ByteBuffer.wrap(raw))
              .toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
