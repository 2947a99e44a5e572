package io.logflow.scan;

/** What a JSON value is, but for null. */
enum JsonKind {
  BOOLEAN(0, "a boolean"),
  NUMBER(1, "a number"),
  STRING(2, "a string"),
  OBJECT(3, "an object"),
  ARRAY(4, "an array");

  private final int index;
  private final String words;

  JsonKind(int index, String words) {
    this.index = index;
    this.words = words;
  }

  /** Its place among counts of all kinds. */
  int index() {
    return index;
  }

  /** The kind with its article. */
  String words() {
    return words;
  }
}
