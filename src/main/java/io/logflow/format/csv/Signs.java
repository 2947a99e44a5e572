package io.logflow.format.csv;

/** Signs in the first records of a sample that it is more, or less, than one plain table. */
final class Signs {
  private int records;
  private int sparse;
  private int secondTyped;
  private boolean typed;
  private boolean again;
  private boolean commented;
  private long cells;
  private long blankLed;
  private int escapes;

  /** Notes a record: how many of its cells are not empty, and how many hold a value of a type. */
  void note(CsvRecordReader reader, int filled, int typedCells) {
    records++;
    sparse += filled <= 1 && reader.fieldCount() >= 2 ? 1 : 0;
    typed |= typedCells > 0;
    secondTyped = records == 2 ? typedCells : secondTyped;
    escapes += reader.escapes() ? 1 : 0;
    byte symbol = reader.start(0) < reader.end(0) ? reader.buffer()[reader.start(0)] : 0;
    commented |= !reader.quoted(0) && Comments.mayBegin(symbol);
  }

  /** Notes a cell that is not the first of its record. */
  void noteCell(byte[] bytes, int start, int end) {
    cells++;
    blankLed += start < end && bytes[start] == ' ' ? 1 : 0;
  }

  /** Notes that a record below the first equals it. */
  void noteAgain() {
    again = true;
  }

  /** Whether a delimiter is mostly followed by a blank, which may then belong to it. */
  boolean blankLed() {
    return cells > 0 && blankLed * 10 >= cells * 8;
  }

  /** Records with a quote that was doubled, or escaped. */
  int escapes() {
    return escapes;
  }

  /** Whether nothing hints at a preamble, a footer, comments, several headers or several tables. */
  boolean plain() {
    boolean namesTwice = typed && secondTyped == 0 && records > 2;
    return sparse == 0 && !again && !commented && !namesTwice;
  }
}
