package io.logflow.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.logflow.job.CanonicalHash;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistinctSketchTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 15, 16, 17, 500, 1023})
  void few_values_are_counted_exactly(int values) {
    DistinctSketch sketch = new DistinctSketch();
    for (int times = 0; times < 3; times++) {
      for (int value = 0; value < values; value++) {
        sketch.add(CanonicalHash.ofLong(value));
      }
    }
    assertThat(sketch.estimate()).isEqualTo(values);
  }

  /** Four standard errors of 3.1 %. */
  @ParameterizedTest
  @ValueSource(ints = {2_000, 10_000, 123_456, 3_000_000})
  void many_values_are_estimated(int values) {
    DistinctSketch sketch = new DistinctSketch();
    for (int value = 0; value < values; value++) {
      sketch.add(CanonicalHash.ofLong(value * 7L));
    }
    assertThat((double) sketch.estimate()).isCloseTo(values, within(0.125 * values));
  }

  @Test
  void neither_order_nor_parts_change_the_estimate() {
    Random random = new Random(5);
    for (int round = 0; round < 60; round++) {
      List<Long> hashes = new ArrayList<>();
      int count = random.nextInt(12_000);
      for (int index = 0; index < count; index++) {
        hashes.add(CanonicalHash.ofLong(random.nextInt(1 + 10 * random.nextInt(1_000))));
      }
      DistinctSketch whole = new DistinctSketch();
      hashes.forEach(whole::add);
      Collections.shuffle(hashes, random);
      DistinctSketch merged = new DistinctSketch();
      int from = 0;
      while (from < hashes.size()) {
        int to = from + 1 + random.nextInt(hashes.size() - from);
        // A part may begin with the limit of what it is merged into.
        long limit = random.nextBoolean() ? merged.limit() : Long.MAX_VALUE;
        DistinctSketch part = new DistinctSketch(limit);
        hashes.subList(from, to).forEach(part::add);
        merged.merge(part);
        from = to;
      }
      assertThat(merged.estimate()).as("round %d", round).isEqualTo(whole.estimate());
    }
  }
}
