package io.logflow.job;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;

/**
 * Where a column, a field of a STRUCT or the element of a LIST is found in JSON, and how its text
 * is read.
 *
 * @param key the key in its object; empty for the element of an array and for a whole record
 * @param occurrence which of the values of that key in one object, from 1; 0 for the element of an
 *     array and for a whole record
 * @param format the temporal format's pattern, where the type is temporal
 * @param verbatim VARCHAR: whether every value is the JSON text as it stands, strings with their
 *     quotes; else strings are taken without
 * @param children STRUCT: its fields; LIST: one child, the element; else empty
 */
public record JsonField(
    String key,
    int occurrence,
    Optional<String> format,
    boolean verbatim,
    List<JsonField> children) {
  public JsonField {
    requireNonNull(key, "key is null");
    requireNonNull(format, "format is null");
    children = List.copyOf(children);
  }

  /** Whether it is not one of an object's values. */
  public boolean keyless() {
    return occurrence == 0;
  }
}
