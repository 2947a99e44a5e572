package io.logflow.scan;

import io.logflow.job.Reject;
import java.util.ArrayList;
import java.util.List;

/** What the scan found in one chunk, or in all of them so far. */
final class JsonPart {
  final JsonNode root;
  final List<Reject> rejects = new ArrayList<>();
  long records;
  long nulls;
  long minusZeros;
  int longest;

  /** To be run in the order of chunks. */
  Runnable shown = () -> {};

  JsonPart(JsonNode root) {
    this.root = root;
  }
}
