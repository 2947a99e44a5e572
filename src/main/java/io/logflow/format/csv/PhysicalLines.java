package io.logflow.format.csv;

/** Physical lines of a stretch of text, whatever ends them: LF, CRLF or CR. */
final class PhysicalLines {
  private PhysicalLines() {}

  /** Position behind so many lines; the end where there are fewer. */
  static int behind(byte[] text, int lines) {
    int at = 0;
    for (int line = 0; line < lines && at < text.length; line++) {
      at = next(text, at);
    }
    return at;
  }

  /** Position at which the last lines begin, so many of them; 0 where there are fewer. */
  static int last(byte[] text, int lines) {
    int count = count(text, 0, text.length);
    return behind(text, Math.max(0, count - lines));
  }

  /** Lines of a stretch; a last one without an ending counts. */
  static int count(byte[] text, int from, int to) {
    int count = 0;
    for (int at = from; at < to; at = next(text, at)) {
      count++;
    }
    return count;
  }

  /** Position behind the line that begins here. */
  private static int next(byte[] text, int from) {
    int at = from;
    while (at < text.length && text[at] != '\n' && text[at] != '\r') {
      at++;
    }
    boolean both = at + 1 < text.length && text[at] == '\r' && text[at + 1] == '\n';
    return Math.min(text.length, at + (both ? 2 : 1));
  }
}
