package io.logflow.format.json;

import io.logflow.format.RowBatch;
import java.util.Arrays;

/**
 * Records of one chunk as rows of a batch, a column a key. A string is a quoted slice with its
 * escapes, NULL and a key that is not there are empty slices, all else is its JSON text.
 */
public final class JsonBatch {
  public static final int NULL = 1;
  public static final int NUMBER = 1 << 1;
  public static final int TEXT = 1 << 2;
  public static final int BOOLEAN = 1 << 3;
  public static final int NESTED = 1 << 4;

  /** Beside {@link #TEXT}: a string with escapes. */
  public static final int ESCAPED = 1 << 5;

  private static final int MOST_CELLS = 1 << 14;
  private static final int LEAST_ROWS = 32;

  private final RowBatch rows;
  private final int[] kinds;
  private int[] fields = {};
  private int skeleton;
  private boolean flat;
  private int shortest = Integer.MAX_VALUE;
  private int longest;
  private int longestRecord;
  private int objects;

  /**
   * @param columns at least one
   */
  public JsonBatch(int columns) {
    this.rows = new RowBatch(columns, Math.max(MOST_CELLS, LEAST_ROWS * columns));
    this.kinds = new int[columns];
  }

  /** Forgets all rows; the next ones are slices of this buffer. */
  public void clear(byte[] buffer) {
    rows.clear(buffer);
    Arrays.fill(kinds, 0);
    shortest = Integer.MAX_VALUE;
    longest = 0;
    objects = 0;
  }

  /** An empty batch of the same size. */
  public RowBatch sibling() {
    return new RowBatch(rows.columns(), Math.max(MOST_CELLS, LEAST_ROWS * rows.columns()));
  }

  /**
   * Has records of a skeleton be rows.
   *
   * @param number of the skeleton
   * @param columns for each of its keys
   * @param plain whether its values are not nested
   */
  public void bind(int number, int[] columns, boolean plain) {
    skeleton = number;
    fields = columns.clone();
    flat = plain;
  }

  /** The columns of a skeleton's keys; null where they are not known. */
  public int[] fields(int number) {
    return number != 0 && number == skeleton ? fields : null;
  }

  /** Whether lines of a skeleton can be read at once. */
  boolean takes(int number) {
    return flat && number == skeleton;
  }

  /** The columns of the keys of the skeleton. */
  int[] fields() {
    return fields;
  }

  /** Begins a row, all of whose fields are empty ones at a place of the buffer. */
  public void begin(int place) {
    rows.setEmpty(place);
  }

  /** Sets a value of the row to a token. */
  public void set(int column, JsonTape tape, int token) {
    int slice = rows.slice(rows.rows(), column);
    int kind = kind(tape.kind(token));
    kinds[column] |= kind;
    if ((kind & TEXT) != 0) {
      rows.setQuoted(slice, tape.start(token), tape.end(token));
    } else if (kind != NULL) {
      rows.set(slice, tape.start(token), tape.end(token));
    }
  }

  private static int kind(byte token) {
    return switch (token) {
      case JsonTape.NULL -> NULL;
      case JsonTape.NUMBER -> NUMBER;
      case JsonTape.STRING -> TEXT;
      case JsonTape.ESCAPED -> TEXT | ESCAPED;
      case JsonTape.OBJECT, JsonTape.ARRAY -> NESTED;
      default -> BOOLEAN;
    };
  }

  /**
   * Ends a row.
   *
   * @param line of its record, from the first of the chunk
   * @param length bytes of the object
   * @param record bytes of the record
   */
  public void end(int line, int length, int record) {
    rows.endRow(line);
    objects++;
    longestRecord = Math.max(longestRecord, record);
    shortest = Math.min(shortest, length);
    longest = Math.max(longest, length);
  }

  /** Ends a row of a record that is null. */
  public void endEmpty(int line) {
    rows.endRow(line);
  }

  /** Notes that a column has a value of a kind. */
  void note(int column, int kind) {
    kinds[column] |= kind;
  }

  /** The rows. */
  public RowBatch rows() {
    return rows;
  }

  /** The kinds of a column's values; 0 where its key is in no row. */
  public int kinds(int column) {
    return kinds[column];
  }

  /** The kind of one value, of those alone that stand for themselves. */
  public int kindAt(int slice) {
    if (rows.quoted(slice)) {
      return TEXT;
    }
    int start = rows.start(slice);
    if (start == rows.end(slice)) {
      return NULL;
    }
    return switch (rows.bytes()[start]) {
      case 't', 'f' -> BOOLEAN;
      case '{', '[' -> NESTED;
      default -> NUMBER;
    };
  }

  /** Objects among the rows; the others are null. */
  public int objects() {
    return objects;
  }

  /** Bytes of the longest record so far, in this batch and those before. */
  public int longestRecord() {
    return longestRecord;
  }

  /** Bytes of the shortest object; more than there can be where there is none. */
  public int shortest() {
    return shortest;
  }

  /** Bytes of the longest object. */
  public int longest() {
    return longest;
  }
}
