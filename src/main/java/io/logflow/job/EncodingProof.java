package io.logflow.job;

import java.util.OptionalLong;

/**
 * How sure an input's encoding is.
 *
 * @param confidence from 0 to 100; 100 where a mark, the pattern of bytes or the user tells
 * @param firstOffending offset of the first byte that does not decode, or that is no UTF-8 where
 *     another encoding was found; empty where there is none, as far as was looked
 */
public record EncodingProof(int confidence, OptionalLong firstOffending) {
  /** Nothing speaks against it. */
  public static final EncodingProof SURE = new EncodingProof(100, OptionalLong.empty());

  /** Nothing but ASCII was seen so far, which most encodings have in common. */
  public static final EncodingProof OPEN = new EncodingProof(90, OptionalLong.empty());
}
