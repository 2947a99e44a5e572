package io.logflow.flow.compact;

import io.logflow.job.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which files become one: those of equal schema, in the order of their names, up to a size. */
final class Bins {
  /** A file of more than this share of the size asked for is large enough. */
  private static final double LARGE = 0.75;

  /** Footers tell of each output in a file: more of them would make opening it slow. */
  static final int MOST_PARTS = 1_000;

  private Bins() {}

  static List<List<Candidate>> of(List<Candidate> all, long targetBytes) {
    Map<Schema, List<Candidate>> bySchema = new LinkedHashMap<>();
    for (Candidate one : all) {
      if (one.bytes() <= targetBytes * LARGE && one.parts() < MOST_PARTS) {
        bySchema.computeIfAbsent(one.footer().schema(), any -> new ArrayList<>()).add(one);
      }
    }
    List<List<Candidate>> bins = new ArrayList<>();
    for (List<Candidate> those : bySchema.values()) {
      fill(those, targetBytes, bins);
    }
    bins.removeIf(bin -> bin.size() < 2);
    return bins;
  }

  private static void fill(List<Candidate> those, long targetBytes, List<List<Candidate>> bins) {
    List<Candidate> bin = new ArrayList<>();
    long bytes = 0;
    int parts = 0;
    for (Candidate one : those) {
      if (bytes + one.bytes() > targetBytes || parts + one.parts() > MOST_PARTS) {
        bins.add(bin);
        bin = new ArrayList<>();
        bytes = 0;
        parts = 0;
      }
      bin.add(one);
      bytes += one.bytes();
      parts += one.parts();
    }
    bins.add(bin);
  }
}
