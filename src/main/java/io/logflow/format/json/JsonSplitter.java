package io.logflow.format.json;

import io.logflow.job.RejectReason;

/**
 * Finds the records of a text that is one array, or one value after the other. It looks at
 * brackets, quotes and commas only; whether a record is sound is for its parser to say.
 */
final class JsonSplitter {
  /** What may come next outside of a record. */
  private enum Place {
    START,
    ELEMENT_OR_END,
    ELEMENT,
    COMMA_OR_END,
    AFTER_ARRAY,
    VALUE
  }

  private final int maxRecordBytes;
  private Place place = Place.START;
  private byte[] b = {};
  private int limit;
  private boolean last;

  JsonSplitter(int maxRecordBytes) {
    this.maxRecordBytes = maxRecordBytes;
  }

  /**
   * Adds the whole records of a chunk to it, and the flaw that ends them.
   *
   * @param ended whether the input ends with the chunk
   * @return the byte after the last record and what belongs to it; 0 where there is none yet
   */
  int split(JsonChunk chunk, boolean ended) {
    b = chunk.bytes;
    limit = chunk.to;
    last = ended;
    int done = 0;
    int at = blanks(0);
    while (at < limit && chunk.flaw == null) {
      int next = mark(at, chunk);
      if (next == at) {
        next = record(at, chunk);
      }
      if (next < 0) {
        return done;
      }
      done = next;
      at = blanks(next);
    }
    if (ended && chunk.flaw == null) {
      checkEnd(chunk);
    }
    return at;
  }

  private int blanks(int from) {
    int at = from;
    while (at < limit && JsonParser.blank(b[at])) {
      at++;
    }
    return at;
  }

  /** Passes a bracket or comma between records; the same place where a record begins. */
  private int mark(int at, JsonChunk chunk) {
    byte symbol = b[at];
    switch (place) {
      case START -> {
        place = symbol == '[' ? Place.ELEMENT_OR_END : Place.VALUE;
        return symbol == '[' ? at + 1 : at;
      }
      case ELEMENT_OR_END, COMMA_OR_END -> {
        if (symbol == ']') {
          place = Place.AFTER_ARRAY;
          return at + 1;
        }
        if (place == Place.ELEMENT_OR_END) {
          return at;
        }
        place = Place.ELEMENT;
        return symbol == ',' ? at + 1 : flaw(chunk, at, "a comma or ] is missing");
      }
      case AFTER_ARRAY -> {
        return flaw(chunk, at, "the array that holds the records has ended before this");
      }
      default -> {
        return at;
      }
    }
  }

  private static int flaw(JsonChunk chunk, int at, String detail) {
    chunk.flaw = new JsonChunk.Flaw(RejectReason.BROKEN_SYNTAX, at, detail);
    return at + 1;
  }

  /** The end of a record; negative where more must be read. */
  private int record(int at, JsonChunk chunk) {
    int end = b[at] == '{' || b[at] == '[' ? container(at) : scalar(at);
    if (end < 0 && !last && limit - at <= maxRecordBytes) {
      return -1;
    }
    if ((end < 0 ? limit : end) - at > maxRecordBytes) {
      chunk.flaw =
          new JsonChunk.Flaw(
              RejectReason.OVER_LIMIT,
              at,
              "a record has more than the " + maxRecordBytes + " bytes of max_record_size");
      return limit;
    }
    chunk.add(at, end < 0 ? limit : end);
    place = place == Place.VALUE ? Place.VALUE : Place.COMMA_OR_END;
    return end < 0 ? limit : end;
  }

  /** The byte after the bracket that closes the one at {@code from}; negative if none does. */
  private int container(int from) {
    int depth = 0;
    for (int at = from; at < limit; at++) {
      byte symbol = b[at];
      if (symbol == '"') {
        at = quote(at + 1);
      } else if (symbol == '{' || symbol == '[') {
        depth++;
      } else if ((symbol == '}' || symbol == ']') && --depth == 0) {
        return at + 1;
      }
    }
    return -1;
  }

  /** The quote that ends a string, or the end. */
  private int quote(int from) {
    int at = from;
    while (at < limit && b[at] != '"') {
      at += b[at] == '\\' ? 2 : 1;
    }
    return at;
  }

  private int scalar(int from) {
    if (b[from] == '"') {
      int close = quote(from + 1);
      return close < limit ? close + 1 : -1;
    }
    int at = from + 1;
    while (at < limit && !ends(b[at])) {
      at++;
    }
    return at < limit || last ? at : -1;
  }

  private boolean ends(byte symbol) {
    return JsonParser.blank(symbol)
        || symbol == '{'
        || symbol == '['
        || symbol == '"'
        || (place != Place.VALUE && (symbol == ',' || symbol == ']'));
  }

  private void checkEnd(JsonChunk chunk) {
    if (place == Place.START) {
      flaw(chunk, limit, "the input holds no value");
    } else if (place != Place.AFTER_ARRAY && place != Place.VALUE) {
      flaw(chunk, limit, "the input ends before the array that holds the records");
    }
  }
}
