package io.logflow.engine;

import io.logflow.format.RecordReader;
import io.logflow.job.InputPlan;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** Which fields of one input are NULL. */
final class NullRule {
  private final boolean quotedNulls;
  private final List<byte[]> words;

  /**
   * @param words texts that mean NULL beside the empty one
   */
  NullRule(InputPlan input, List<String> words) {
    this.quotedNulls = input.quotedNulls();
    this.words = words.stream().map(word -> word.getBytes(StandardCharsets.UTF_8)).toList();
  }

  boolean isNull(RecordReader record, int field) {
    if (record.quoted(field) && !quotedNulls) {
      return false;
    }
    int from = record.start(field);
    int to = record.end(field);
    return from == to || isWord(record.buffer(), from, to);
  }

  private boolean isWord(byte[] buffer, int from, int to) {
    for (byte[] word : words) {
      if (Arrays.equals(buffer, from, to, word, 0, word.length)) {
        return true;
      }
    }
    return false;
  }
}
