package io.logflow.format;

import io.logflow.format.json.JsonParser;
import io.logflow.format.json.JsonTape;
import io.logflow.job.Format;
import io.logflow.job.RejectReason;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Tells JSON from delimited text, and one value a line from other JSON, by the beginning of a text.
 * A name has a say only where the content leaves it open.
 */
final class JsonLayout {
  private static final int MOST_LINES = 200;
  private static final Pattern NAME =
      Pattern.compile(".*\\.(json|jsonl|ndjson|geojson|geojsonl)(\\.(gz|zst|bz2))?");
  private static final Pattern DELIMITER = Pattern.compile("[^\r\n]*[,;\t|].*", Pattern.DOTALL);

  private final byte[] text;
  private final boolean complete;
  private final JsonParser parser = new JsonParser();
  private final JsonTape tape = new JsonTape();
  private final int first;
  private boolean firstLineSound;
  private int lines;
  private int soundLines;

  /**
   * What a text is.
   *
   * @param format JSON or NDJSON
   * @param evidence why, one sentence
   */
  record Found(Format format, String evidence) {}

  private JsonLayout(byte[] text, boolean complete) {
    this.text = text;
    this.complete = complete;
    this.first = blanks(0);
  }

  /** The JSON that a text is that begins with {@code utf8}; empty where it is none. */
  static Optional<Found> find(byte[] utf8, boolean complete, String name) {
    boolean named = NAME.matcher(name.toLowerCase(Locale.ROOT)).matches();
    return new JsonLayout(utf8, complete).find(named);
  }

  private Optional<Found> find(boolean named) {
    if (first == text.length) {
      return named ? Optional.of(new Found(Format.JSON, "Its name says so.")) : Optional.empty();
    }
    boolean bracket = text[first] == '{' || text[first] == '[';
    if (!bracket && !named) {
      return Optional.empty();
    }
    countLines();
    if (firstLineSound && text[first] == '[' && lines == 1 && complete) {
      return Optional.of(new Found(Format.JSON, "It is one JSON array."));
    }
    if (firstLineSound) {
      return bracket || soundLines == lines
          ? Optional.of(new Found(Format.NDJSON, "Its first line is one JSON value."))
          : Optional.empty();
    }
    if (bracket && 2 * soundLines > lines) {
      return Optional.of(new Found(Format.NDJSON, "Most of its lines are JSON values."));
    }
    return bracket ? whole(named) : scalars();
  }

  private void countLines() {
    int at = first;
    while (at < text.length && lines < MOST_LINES) {
      int end = lineEnd(at);
      boolean whole = end < text.length || complete;
      if (blanks(at) < end && (whole || lines == 0)) {
        boolean sound = parser.parse(text, at, end, tape);
        firstLineSound |= sound && lines == 0;
        soundLines += sound ? 1 : 0;
        lines++;
      }
      at = end + 1;
    }
  }

  private int blanks(int from) {
    int at = from;
    while (at < text.length && " \t\r\n".indexOf(text[at]) >= 0) {
      at++;
    }
    return at;
  }

  private int lineEnd(int from) {
    int at = from;
    while (at < text.length && text[at] != '\n') {
      at++;
    }
    return at;
  }

  /** A text that begins with a bracket and is not one value a line. */
  private Optional<Found> whole(boolean named) {
    boolean sound = parser.parse(text, first, text.length, tape);
    boolean cutOff = !sound && parser.problemAt() >= text.length;
    boolean deep = !sound && parser.problem() == RejectReason.OVER_LIMIT;
    boolean oneLine = lineEnd(first) == text.length && !complete;
    if (oneLine && text[first] == '{' && cutOff) {
      return Optional.of(new Found(Format.NDJSON, "Its first line, a long one, is JSON."));
    }
    if (sound || deep || (cutOff && tape.size() > 1) || goesOn() || named) {
      String evidence =
          text[first] == '['
              ? "It is one JSON array."
              : "It is JSON of more than one line a value.";
      return Optional.of(new Found(Format.JSON, evidence));
    }
    return Optional.empty();
  }

  /** Whether the text went wrong where it was JSON beyond doubt. */
  private boolean goesOn() {
    boolean ended = tape.size() > 0 && tape.end(0) > tape.start(0);
    byte found = text[Math.min(parser.problemAt(), text.length - 1)];
    return holdsKey() && (!ended || found == '{' || found == '[');
  }

  /** Whether an object had a key and a value before the text went wrong. */
  private boolean holdsKey() {
    for (int token = 0; token + 2 < tape.size(); token++) {
      if (tape.kind(token) == JsonTape.OBJECT && tape.text(token + 1)) {
        return true;
      }
    }
    return false;
  }

  /** A text with JSON's name that begins with no bracket. */
  private Optional<Found> scalars() {
    String shown =
        new String(text, first, text.length - first, java.nio.charset.StandardCharsets.UTF_8);
    return DELIMITER.matcher(shown).matches()
        ? Optional.empty()
        : Optional.of(new Found(Format.JSON, "Its name says so, and it has no delimiter."));
  }
}
