package io.logflow.parquet;

import java.util.Arrays;

/** Chooses between plain integers and their differences by what a part of them compresses to. */
final class DeltaChoice {
  private static final int SAMPLE = 1024;

  private final PageMaker maker;
  private final DeltaEncoder encoder = new DeltaEncoder();
  private final ByteSink delta = new ByteSink();
  private final ByteSink plain = new ByteSink();

  DeltaChoice(PageMaker maker) {
    this.maker = maker;
  }

  DeltaEncoder encoder() {
    return encoder;
  }

  boolean delta(long[] values, int count) {
    Storage storage = maker.layout().storage();
    if (storage != Storage.INT32 && storage != Storage.INT64) {
      return false;
    }
    boolean narrow = storage == Storage.INT32;
    int bits = encoder.bitsOfValue(values, count, narrow);
    return bits < storage.width() * 8 && smaller(values, count, narrow);
  }

  private boolean smaller(long[] values, int count, boolean narrow) {
    int from = Math.max(0, (count - SAMPLE) / 2);
    int to = Math.min(count, from + SAMPLE);
    delta.clear();
    encoder.encode(values, from, to, narrow, delta);
    plain.clear();
    Storage storage = maker.layout().storage();
    NumberPager.plain(Arrays.copyOfRange(values, from, to), to - from, storage, plain);
    return maker.squeezed(delta) < maker.squeezed(plain);
  }
}
