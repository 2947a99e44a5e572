package io.logflow.scan;

import io.logflow.job.ColumnType;
import java.util.List;
import java.util.Optional;

/**
 * The type of a column with what goes with it.
 *
 * @param type the type
 * @param format the pattern that reads it, empty where it is not temporal
 * @param why one sentence
 * @param min least value as canonical text
 * @param max greatest value as canonical text
 * @param distinct about how many different values there are
 * @param hash sum of the values' hashes under this type
 * @param offsets the offsets that the values carry, where they do
 * @param warnings what a person should know, one sentence each
 */
record Choice(
    ColumnType type,
    String format,
    String why,
    String min,
    String max,
    long distinct,
    long hash,
    Optional<OffsetCounts> offsets,
    List<String> warnings) {

  Choice as(ColumnType other, String sentence) {
    return new Choice(other, format, sentence, min, max, distinct, hash, offsets, warnings);
  }

  Choice warning(List<String> sentences) {
    return new Choice(type, format, why, min, max, distinct, hash, offsets, sentences);
  }
}
