package io.logflow.format.csv;

/** What a cell looks like, roughly: enough to tell a header from data, never to decide a type. */
enum CellKind {
  EMPTY,
  NUMBER,
  TIME,
  BOOLEAN,
  TEXT;

  static CellKind of(byte[] bytes, int start, int end) {
    int from = start;
    int to = end;
    while (from < to && bytes[from] == ' ') {
      from++;
    }
    while (to > from && bytes[to - 1] == ' ') {
      to--;
    }
    if (from == to) {
      return EMPTY;
    }
    if (isWord(bytes, from, to, "true") || isWord(bytes, from, to, "false")) {
      return BOOLEAN;
    }
    return ofShape(bytes, from, to);
  }

  boolean isTyped() {
    return this == NUMBER || this == TIME || this == BOOLEAN;
  }

  private static CellKind ofShape(byte[] bytes, int from, int to) {
    int digits = 0;
    int separators = 0;
    int letters = 0;
    for (int at = from; at < to; at++) {
      byte symbol = bytes[at];
      if (symbol >= '0' && symbol <= '9') {
        digits++;
      } else if (isTimeSeparator(symbol) && at > from && digits > 0) {
        separators++;
      } else if (symbol == 'T' || symbol == 'Z' || symbol == 'e' || symbol == 'E') {
        letters++;
      } else if (symbol != '.' && symbol != ',' && (at > from || !isSign(symbol))) {
        return symbol == '%' && at == to - 1 && digits > 0 && separators == 0 ? NUMBER : TEXT;
      }
    }
    if (digits == 0) {
      return TEXT;
    }
    boolean exponent = letters == 1 && separators <= 1 && endsInDigit(bytes, to);
    if ((separators == 0 && letters == 0) || (exponent && !holds(bytes, from, to, 'T'))) {
      return NUMBER;
    }
    return (separators >= 2 || isClock(bytes, from, to)) && digits >= 3 ? TIME : TEXT;
  }

  private static boolean isSign(byte symbol) {
    return symbol == '-' || symbol == '+' || symbol == '$';
  }

  private static boolean isTimeSeparator(byte symbol) {
    return symbol == '-' || symbol == '/' || symbol == ':' || symbol == ' ' || symbol == '+';
  }

  private static boolean isClock(byte[] bytes, int from, int to) {
    return to - from <= 5 && holds(bytes, from, to, ':');
  }

  private static boolean holds(byte[] bytes, int from, int to, char wanted) {
    for (int at = from; at < to; at++) {
      if (bytes[at] == wanted) {
        return true;
      }
    }
    return false;
  }

  private static boolean endsInDigit(byte[] bytes, int to) {
    return bytes[to - 1] >= '0' && bytes[to - 1] <= '9';
  }

  private static boolean isWord(byte[] bytes, int from, int to, String word) {
    if (to - from != word.length()) {
      return false;
    }
    for (int index = 0; index < word.length(); index++) {
      if ((bytes[from + index] | 0x20) != word.charAt(index)) {
        return false;
      }
    }
    return true;
  }
}
