package io.logflow.job;

import static java.util.Objects.requireNonNull;

import java.nio.charset.Charset;

/**
 * What an input is, found by content.
 *
 * @param format the format
 * @param charset the encoding
 * @param bomLength bytes of the byte order mark, 0 to 4
 * @param encodingEvidence why this encoding, one sentence
 * @param dialect how the text is written
 * @param encodingProof how sure the encoding is
 */
public record Inspection(
    Format format,
    Charset charset,
    int bomLength,
    String encodingEvidence,
    Dialect dialect,
    EncodingProof encodingProof) {

  /** An inspection whose encoding is sure. */
  public Inspection(
      Format format, Charset charset, int bomLength, String encodingEvidence, Dialect dialect) {
    this(format, charset, bomLength, encodingEvidence, dialect, EncodingProof.SURE);
  }

  public Inspection {
    requireNonNull(format, "format is null");
    requireNonNull(charset, "charset is null");
    requireNonNull(encodingEvidence, "encodingEvidence is null");
    requireNonNull(dialect, "dialect is null");
    requireNonNull(encodingProof, "encodingProof is null");
  }

  /** The same with another dialect. */
  public Inspection withDialect(Dialect other) {
    return new Inspection(format, charset, bomLength, encodingEvidence, other, encodingProof);
  }
}
