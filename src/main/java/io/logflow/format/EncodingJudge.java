package io.logflow.format;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.tika.parser.txt.CharsetDetector;
import org.apache.tika.parser.txt.CharsetMatch;

/**
 * Judges in which encoding a text is that is no UTF-8: by two scores, that of a detector that knows
 * languages by their sequences of letters and that of {@link TextLikeness}. A candidate must decode
 * every byte of the file.
 */
final class EncodingJudge {
  /**
   * Fewer bytes beyond ASCII than this tell nothing, and of any but the usual one more are needed.
   */
  private static final int LEAST_BYTES = 4;

  private static final int ENOUGH_BYTES = 8;
  private static final int MANY_BYTES = 20;
  private static final Set<String> EASILY_READ =
      Set.of("windows-1255", "windows-1256", "x-windows-874", "GB18030", "Big5", "x-windows-949");
  private static final int ENOUGH_KINDS = 3;
  private static final int LEAST_SCORE = 65;
  private static final String USUAL = "windows-1252";

  private static final int LEAST_LIKENESS = 70;
  private static final int MARGIN = 4;
  private static final int HANDICAP = 5;

  /** In the order in which they win where they read the same text. */
  private static final List<String> CANDIDATES =
      List.of(
          "windows-1252",
          "ISO-8859-15",
          "windows-1250",
          "ISO-8859-2",
          "windows-1254",
          "windows-1257",
          "windows-1251",
          "KOI8-R",
          "ISO-8859-5",
          "IBM866",
          "windows-1253",
          "ISO-8859-7",
          "windows-1255",
          "windows-1256",
          "x-windows-874",
          "GB18030",
          "Big5",
          "windows-31j",
          "EUC-JP",
          "x-windows-949",
          "IBM850",
          "x-MacRoman");

  /** Names that the detector has for encodings of which a wider one is among the candidates. */
  private static final Map<String, String> WIDER =
      Map.of(
          "ISO-8859-1", "windows-1252",
          "ISO-8859-9", "windows-1254",
          "ISO-8859-8", "windows-1255",
          "ISO-8859-8-I", "windows-1255",
          "ISO-8859-6", "windows-1256",
          "Shift_JIS", "windows-31j",
          "EUC-KR", "x-windows-949");

  private EncodingJudge() {}

  /**
   * An encoding and how sure it is.
   *
   * @param charset the encoding
   * @param confidence from 0 to 100
   * @param runnerUp the next one that reads another text, with its score; empty where none does
   */
  record Verdict(Charset charset, int confidence, String runnerUp) {}

  /** Whether so many bytes are enough for this verdict. */
  static boolean enough(Verdict found, EncodingCensus census) {
    boolean usual = found.charset().name().equals(USUAL);
    // Few bytes of any script make some word of these.
    int enough = EASILY_READ.contains(found.charset().name()) ? MANY_BYTES : ENOUGH_BYTES;
    boolean many = census.beyondAscii() >= enough && census.kinds() >= ENOUGH_KINDS;
    return found.confidence() >= LEAST_SCORE
        && (many || (usual && census.beyondAscii() >= LEAST_BYTES));
  }

  /** Opens the text, once for each candidate that is tried. */
  interface Source {
    InputStream open() throws IOException;
  }

  /** Encodings that read the evidence as the same text. */
  private record Candidate(List<Charset> charsets, String text, int likeness, int score) {
    Candidate with(Candidate other) {
      List<Charset> both = new ArrayList<>(charsets);
      both.addAll(other.charsets);
      return new Candidate(
          both, text, Math.max(likeness, other.likeness), Math.max(score, other.score));
    }
  }

  /**
   * The encoding of a text.
   *
   * @param evidence lines of it that are not ASCII
   * @return empty where none is likely, or where two are alike
   */
  static Optional<Verdict> judge(byte[] evidence, Source source) throws IOException {
    List<Candidate> ranked = candidates(evidence);
    for (Candidate candidate : ranked) {
      for (Charset charset : candidate.charsets()) {
        if (candidate.likeness() >= LEAST_LIKENESS && decodesAll(charset, source)) {
          return verdict(charset, candidate, ranked);
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Verdict> verdict(
      Charset charset, Candidate best, List<Candidate> ranked) {
    int place = ranked.indexOf(best);
    if (place + 1 == ranked.size()) {
      return Optional.of(new Verdict(charset, best.score(), ""));
    }
    Candidate next = ranked.get(place + 1);
    String other = next.charsets().get(0).name() + " (" + next.score() + ")";
    boolean alike = best.score() - next.score() < MARGIN;
    return alike ? Optional.empty() : Optional.of(new Verdict(charset, best.score(), other));
  }

  private static List<Candidate> candidates(byte[] evidence) {
    Map<String, Integer> detected = detect(evidence);
    Map<String, Candidate> byText = new LinkedHashMap<>();
    for (String name : CANDIDATES) {
      if (Charset.isSupported(name)) {
        Charset charset = Charset.forName(name);
        String text = new String(evidence, charset);
        int likeness = new TextLikeness(text, charset).score();
        int score = (4 * likeness + detected.getOrDefault(name, 0)) / 5 - handicap(name);
        byText.merge(text, new Candidate(List.of(charset), text, likeness, score), Candidate::with);
      }
    }
    List<Candidate> all = new ArrayList<>(byText.values());
    all.sort(Comparator.comparingInt(Candidate::score).reversed());
    return all;
  }

  /** Files of DOS and of the old Macintosh have become rare. */
  private static int handicap(String name) {
    return name.startsWith("IBM") || name.equals("x-MacRoman") ? HANDICAP : 0;
  }

  private static Map<String, Integer> detect(byte[] evidence) {
    Map<String, Integer> scores = new HashMap<>();
    CharsetDetector detector = new CharsetDetector(Math.max(1, evidence.length));
    detector.setText(evidence);
    for (CharsetMatch match : detector.detectAll()) {
      String name = WIDER.getOrDefault(match.getName(), match.getName());
      scores.merge(name, match.getConfidence(), Math::max);
    }
    return scores;
  }

  /** Whether every byte decodes, and to no control character but those that text has. */
  private static boolean decodesAll(Charset charset, Source source) throws IOException {
    CharsetDecoder decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer bytes = ByteBuffer.allocate(1 << 16);
    CharBuffer text = CharBuffer.allocate(1 << 16);
    try (InputStream in = source.open()) {
      boolean last = false;
      while (!last) {
        int read = in.readNBytes(bytes.array(), bytes.position(), bytes.remaining());
        last = read < bytes.remaining();
        bytes.position(bytes.position() + read).flip();
        CoderResult result = decoder.decode(bytes, text, last);
        if (result.isError() || holdsControls(text)) {
          return false;
        }
        text.clear();
        bytes.compact();
      }
    }
    return true;
  }

  private static boolean holdsControls(CharBuffer text) {
    for (int at = 0; at < text.position(); at++) {
      if (text.get(at) >= 0x80 && text.get(at) <= 0x9F) {
        return true;
      }
    }
    return false;
  }
}
