package io.logflow.flow.compact;

import io.logflow.job.Schema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which files become one, up to a size. */
final class Bins {
  /** A file of more than this share of the size asked for is large enough. */
  private static final double LARGE = 0.75;

  /** Footers tell of each output in a file: more of them would make opening it slow. */
  static final int MOST_PARTS = 1_000;

  private final long targetBytes;
  private final Optional<Path> output;
  private final List<Bin> bins = new ArrayList<>();
  private final List<Candidate> open = new ArrayList<>();
  private long bytes;
  private int parts;

  private Bins(long targetBytes, Optional<Path> output) {
    this.targetBytes = targetBytes;
    this.output = output;
  }

  /** Outputs of equal schema, in the order of their names. */
  static List<Bin> ofOutputs(List<Candidate> all, long targetBytes) {
    Bins bins = new Bins(targetBytes, Optional.empty());
    Map<Schema, List<Candidate>> bySchema = new LinkedHashMap<>();
    for (Candidate one : all) {
      if (bins.isSmall(one)) {
        bySchema.computeIfAbsent(one.footer().schema(), any -> new ArrayList<>()).add(one);
      }
    }
    for (List<Candidate> those : bySchema.values()) {
      those.forEach(bins::add);
      bins.close();
    }
    return bins.bins;
  }

  /** Parts of one output that follow one another in one folder, since they may be sorted. */
  static List<Bin> ofParts(Path output, List<Candidate> all, long targetBytes) {
    Bins bins = new Bins(targetBytes, Optional.of(output));
    Path folder = output;
    for (Candidate one : all) {
      if (!one.path().getParent().equals(folder) || !bins.isSmall(one)) {
        bins.close();
      }
      if (bins.isSmall(one)) {
        bins.add(one);
      }
      folder = one.path().getParent();
    }
    bins.close();
    return bins.bins;
  }

  private boolean isSmall(Candidate one) {
    return one.bytes() <= targetBytes * LARGE && one.parts() < MOST_PARTS;
  }

  private void add(Candidate one) {
    if (bytes + one.bytes() > targetBytes || parts + one.parts() > MOST_PARTS) {
      close();
    }
    open.add(one);
    bytes += one.bytes();
    parts += one.parts();
  }

  private void close() {
    if (open.size() > 1) {
      bins.add(new Bin(open, output));
    }
    open.clear();
    bytes = 0;
    parts = 0;
  }
}
