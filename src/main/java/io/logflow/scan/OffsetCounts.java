package io.logflow.scan;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logflow.job.CanonicalHash;
import java.util.List;
import java.util.TreeMap;

/** How often each offset from UTC came. Runs of one offset cost next to nothing. */
final class OffsetCounts {
  private final TreeMap<Integer, Long> counts = new TreeMap<>();
  private int last;
  private long run;

  void take(int seconds) {
    if (seconds != last) {
      settle();
      last = seconds;
    }
    run++;
  }

  void take(int seconds, long times) {
    counts.merge(seconds, times, Long::sum);
  }

  private void settle() {
    if (run > 0) {
      counts.merge(last, run, Long::sum);
      run = 0;
    }
  }

  void merge(OffsetCounts other) {
    settle();
    other.settle();
    other.counts.forEach((offset, count) -> counts.merge(offset, count, Long::sum));
  }

  /** The offsets from west to east as text. */
  List<String> shown() {
    settle();
    return counts.keySet().stream().map(OffsetText::shown).toList();
  }

  /** Sum of the hashes of all offsets as text. */
  long hash() {
    settle();
    long sum = 0;
    for (var entry : counts.entrySet()) {
      byte[] text = OffsetText.shown(entry.getKey()).getBytes(UTF_8);
      sum += entry.getValue() * CanonicalHash.ofText(text, 0, text.length);
    }
    return sum;
  }
}
