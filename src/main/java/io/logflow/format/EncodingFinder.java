package io.logflow.format;

import io.logflow.format.Encodings.Encoding;
import io.logflow.format.compressed.Unpacker;
import io.logflow.job.EncodingProof;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Finds the encoding of a file that was taken for UTF-8 and may be something else. Only then all of
 * its bytes are read.
 */
final class EncodingFinder {
  private static final int WINDOWS = 16;
  private static final int WINDOW_BYTES = 1 << 16;

  private EncodingFinder() {}

  /**
   * The encoding.
   *
   * @param supposed what the first bytes tell
   * @param sample the first bytes
   */
  static Encoding find(Path path, byte[] sample, boolean complete, Encoding supposed)
      throws IOException {
    boolean utf8 = supposed.charset().equals(StandardCharsets.UTF_8) && supposed.bomLength() == 0;
    boolean open = supposed.proof().equals(EncodingProof.OPEN);
    if (!utf8 || (open && (complete || !beyondAscii(path)))) {
      return supposed;
    }
    if (!open && sound(sample, complete)) {
      return supposed;
    }
    try (InputStream text = Unpacker.open(path)) {
      EncodingCensus census = EncodingCensus.of(text);
      return census.broken() == 0 ? whole(census) : judged(census, path);
    }
  }

  /** Whether a byte of a few places of a file that begins with ASCII is not ASCII. */
  private static boolean beyondAscii(Path path) throws IOException {
    if (Unpacker.packed(path)) {
      return false;
    }
    try (FileChannel file = FileChannel.open(path)) {
      ByteBuffer window = ByteBuffer.allocate(WINDOW_BYTES);
      for (int index = 1; index <= WINDOWS; index++) {
        window.clear();
        file.read(window, Math.max(0, file.size() - WINDOW_BYTES) / WINDOWS * index);
        for (int at = 0; at < window.position(); at++) {
          if (window.get(at) < 0) {
            return true;
          }
        }
      }
    }
    return false;
  }

  /** Whether the sample is UTF-8; its end may cut a character. */
  private static boolean sound(byte[] sample, boolean complete) throws IOException {
    EncodingCensus census = EncodingCensus.of(new ByteArrayInputStream(sample));
    boolean cut = !complete && census.firstBroken() >= sample.length - 3;
    return census.broken() == 0 || cut;
  }

  private static Encoding whole(EncodingCensus census) {
    return new Encoding(
        StandardCharsets.UTF_8,
        0,
        "All bytes are sound UTF-8, " + census.characters() + " characters of them beyond ASCII.");
  }

  private static Encoding judged(EncodingCensus census, Path path) throws IOException {
    OptionalLong first = OptionalLong.of(census.firstBroken());
    String offending = "the byte at offset " + census.firstBroken() + " is not sound UTF-8";
    if (census.characters() >= census.broken()) {
      int share = (int) (100 * census.characters() / (census.characters() + census.broken()));
      String why =
          String.format(
              Locale.ROOT,
              "%d characters beyond ASCII are sound UTF-8 and %d bytes are not; %s.",
              census.characters(),
              census.broken(),
              offending);
      return new Encoding(StandardCharsets.UTF_8, 0, why, new EncodingProof(share, first));
    }
    Optional<EncodingJudge.Verdict> verdict =
        EncodingJudge.judge(census.evidence(), () -> Unpacker.open(path));
    if (verdict.isEmpty() || !EncodingJudge.enough(verdict.get(), census)) {
      return undecided(census, verdict, offending, first);
    }
    EncodingJudge.Verdict found = verdict.get();
    String why =
        String.format(
            Locale.ROOT,
            "It is no UTF-8, %s; %s decodes all %d bytes beyond ASCII to likely text, score %d of"
                + " 100%s.",
            offending,
            found.charset(),
            census.beyondAscii(),
            found.confidence(),
            found.runnerUp().isEmpty() ? "" : ", the next is " + found.runnerUp());
    return new Encoding(found.charset(), 0, why, new EncodingProof(found.confidence(), first));
  }

  /** Too little tells of another encoding: rows that do not decode are told rather than guessed. */
  private static Encoding undecided(
      EncodingCensus census,
      Optional<EncodingJudge.Verdict> likely,
      String offending,
      OptionalLong first) {
    String why =
        "No byte order mark and no encoding was given, so UTF-8 is tried; "
            + offending
            + ", and "
            + census.broken()
            + (census.broken() == 1 ? " such byte tells" : " such bytes tell")
            + " too little of another encoding"
            + likely.map(found -> ", perhaps " + found.charset()).orElse("")
            + ".";
    return new Encoding(StandardCharsets.UTF_8, 0, why, new EncodingProof(0, first));
  }
}
