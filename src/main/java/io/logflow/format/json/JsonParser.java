package io.logflow.format.json;

import io.logflow.job.RejectReason;

/**
 * Reads one JSON value (RFC 8259, nothing beyond it) into a tape. It needs no recursion, so that no
 * text can exhaust the stack.
 */
public final class JsonParser {
  /** Arrays and objects in one another at most. */
  public static final int MAX_DEPTH = 128;

  private static final int NONE = -1;

  private final JsonStrings strings = new JsonStrings();
  final JsonSkeleton skeleton;
  private final int[] open = new int[MAX_DEPTH];
  private int depth;
  private boolean fresh;

  /** Whether a line feed ends the text, wherever it stands. */
  private boolean insideLine;

  private byte[] b = {};
  private int end;
  private JsonTape tape;

  private RejectReason problem;
  private int problemAt;
  private String detail = "";

  public JsonParser() {
    this(true);
  }

  /**
   * @param guessing whether to compare a record with those before, which changes no result
   */
  JsonParser(boolean guessing) {
    this.skeleton = guessing ? new JsonSkeleton() : null;
  }

  /**
   * Reads the bytes {@code from} (inclusive) to {@code to} (exclusive): one value, with white space
   * around it.
   *
   * @return whether they are sound; if not, the tape holds what came before
   */
  public boolean parse(byte[] bytes, int from, int to, JsonTape into) {
    begin(bytes, to, into);
    insideLine = false;
    int at = rest(record(blanks(from)), 0);
    if (at != NONE && blanks(at) < end) {
      fail(blanks(at), "the value has ended before ");
    }
    if (skeleton != null && problem == null && tape.skeleton() == 0) {
      skeleton.miss(b, tape);
    }
    return problem == null;
  }

  /**
   * Reads the line that begins at {@code from} if it has the usual skeleton, without looking for
   * its end first.
   *
   * @return its line feed; negative where it must be looked for, and the line read in full
   */
  int usualLine(byte[] bytes, int from, int to, JsonTape into) {
    if (skeleton == null || !skeleton.expected() || to + JsonSkeleton.SLACK > bytes.length) {
      return NONE;
    }
    begin(bytes, to, into);
    insideLine = true;
    int next = skeleton.after(b, from, end, 0);
    int at = next == NONE ? NONE : usual(from, next);
    int feed = at == NONE || tape.skeleton() == 0 ? end : blanks(at);
    return feed < end && b[feed] == '\n' ? feed : NONE;
  }

  private void begin(byte[] bytes, int to, JsonTape into) {
    b = bytes;
    end = to;
    tape = into;
    tape.clear();
    depth = 0;
    problem = null;
  }

  /** Reads on until no more than so many objects and arrays are open. */
  private int rest(int from, int most) {
    int at = from;
    while (at != NONE && depth > most) {
      at = tape.kind(open[depth - 1]) == JsonTape.OBJECT ? member(blanks(at)) : element(blanks(at));
    }
    return at;
  }

  /** Reads a value, or of one with the usual skeleton as much as has it. */
  private int record(int from) {
    boolean known = skeleton != null && skeleton.keys() > 0 && end + JsonSkeleton.SLACK <= b.length;
    int next = known ? skeleton.after(b, from, end, 0) : NONE;
    return next == NONE ? value(from) : usual(from, next);
  }

  private int usual(int from, int first) {
    open[depth++] = tape.add(JsonTape.OBJECT, from, from);
    fresh = false;
    int part = from;
    int next = first;
    for (int place = 0; place < skeleton.keys(); place++) {
      int start = part + skeleton.keyStart(place);
      tape.add(skeleton.keyKind(place), start, part + skeleton.keyEnd(place));
      part = rest(value(blanks(next)), 1);
      next = part == NONE ? NONE : skeleton.after(b, part, end, place + 1);
      if (next == NONE) {
        return part;
      }
    }
    skeleton.hit();
    tape.haveSkeleton(skeleton.number());
    return close(next - 1);
  }

  private int blanks(int from) {
    int at = from;
    while (at < end && b[at] <= ' ' && blank(b[at]) && !(insideLine && b[at] == '\n')) {
      at++;
    }
    return at;
  }

  static boolean blank(byte symbol) {
    return symbol == ' ' || symbol == '\n' || symbol == '\r' || symbol == '\t';
  }

  private int value(int at) {
    if (at >= end) {
      return fail(at, "a value is missing before ");
    }
    if (tape.size() >= JsonTape.MOST_TOKENS) {
      return fail(
          RejectReason.OVER_LIMIT,
          at,
          "one record has more than " + JsonTape.MOST_TOKENS + " keys and values");
    }
    return switch (b[at]) {
      case '"' -> string(at + 1);
      case '{' -> begin(JsonTape.OBJECT, at);
      case '[' -> begin(JsonTape.ARRAY, at);
      case 't' -> literal(at, "true", JsonTape.TRUE);
      case 'f' -> literal(at, "false", JsonTape.FALSE);
      case 'n' -> literal(at, "null", JsonTape.NULL);
      default -> number(at);
    };
  }

  private int begin(byte kind, int at) {
    if (depth == MAX_DEPTH) {
      return fail(
          RejectReason.OVER_LIMIT,
          at,
          "more than " + MAX_DEPTH + " arrays and objects stand in one another");
    }
    open[depth++] = tape.add(kind, at, at);
    fresh = true;
    return at + 1;
  }

  private int close(int at) {
    tape.close(open[--depth], at + 1);
    fresh = false;
    return at + 1;
  }

  private int member(int at) {
    boolean first = fresh;
    if (at < end && b[at] == '}') {
      return close(at);
    }
    if (!first && (at >= end || b[at] != ',')) {
      return fail(at, "a comma or } is missing before ");
    }
    int key = first ? at : blanks(at + 1);
    if (key >= end || b[key] != '"') {
      return fail(key, "a key in quotes is missing before ");
    }
    int colon = string(key + 1);
    if (colon == NONE) {
      return NONE;
    }
    colon = blanks(colon);
    if (colon >= end || b[colon] != ':') {
      return fail(colon, "a colon is missing before ");
    }
    fresh = false;
    return value(blanks(colon + 1));
  }

  private int element(int at) {
    boolean first = fresh;
    if (at < end && b[at] == ']') {
      return close(at);
    }
    if (first) {
      fresh = false;
      return value(at);
    }
    if (at >= end || b[at] != ',') {
      return fail(at, "a comma or ] is missing before ");
    }
    return value(blanks(at + 1));
  }

  private int string(int from) {
    int plain = JsonStrings.plain(b, from, end);
    if (plain < end && b[plain] == '"') {
      tape.add(JsonTape.STRING, from, plain);
      return plain + 1;
    }
    int close = strings.scan(b, from, end);
    if (close < 0) {
      return fail(strings.reason(), strings.problemAt(), strings.detail());
    }
    tape.add(strings.escaped() ? JsonTape.ESCAPED : JsonTape.STRING, from, close);
    return close + 1;
  }

  private int literal(int at, String word, byte kind) {
    int to = at + word.length();
    for (int index = at; index < to; index++) {
      if (index >= end || b[index] != word.charAt(index - at)) {
        return fail(index, word + " is expected, not ");
      }
    }
    tape.add(kind, at, to);
    return to;
  }

  private int number(int from) {
    int at = from + (b[from] == '-' ? 1 : 0);
    int digits = JsonDigits.end(b, at, end);
    if (digits == at) {
      return fail(at, at == from ? "a value is expected, not " : "a digit is expected, not ");
    }
    if (b[at] == '0' && digits > at + 1) {
      return fail(at, "a number does not begin with a zero: ");
    }
    at = digits;
    if (at < end && b[at] == '.') {
      at = some(at + 1);
    }
    if (at != NONE && at < end && (b[at] | 0x20) == 'e') {
      boolean signed = at + 1 < end && (b[at + 1] == '-' || b[at + 1] == '+');
      at = some(at + (signed ? 2 : 1));
    }
    if (at != NONE) {
      tape.add(JsonTape.NUMBER, from, at);
    }
    return at;
  }

  private int some(int at) {
    int to = JsonDigits.end(b, at, end);
    return to == at ? fail(at, "a digit is expected, not ") : to;
  }

  private int fail(int at, String before) {
    return fail(RejectReason.BROKEN_SYNTAX, at, before + found(at));
  }

  private String found(int at) {
    if (at >= end) {
      return "the end";
    }
    boolean shown = b[at] > ' ' && b[at] < 0x7F;
    return shown ? "'" + (char) b[at] + "'" : "byte 0x%02X".formatted(b[at]);
  }

  private int fail(RejectReason reason, int at, String sentence) {
    problem = reason;
    problemAt = Math.min(at, end);
    detail = sentence;
    return NONE;
  }

  /** Why the last text is not sound; null where it is. */
  public RejectReason problem() {
    return problem;
  }

  /** Where in the buffer the problem is; the end of the text where something is missing. */
  public int problemAt() {
    return problemAt;
  }

  /** Why the last text is not sound, a clause that begins in lower case, without a point. */
  public String detail() {
    return detail;
  }
}
