package io.logflow.parquet;

import org.apache.parquet.column.statistics.Statistics;

/** A chunk's different numbers. */
final class NumberDictionary implements ChunkDictionary {
  private final NumberTable table = new NumberTable();
  private final NumberBounds bounds = new NumberBounds();
  private final ByteSink plain = new ByteSink();
  private PageLayout layout;

  @Override
  public void start(PageLayout column) {
    layout = column;
    table.clear();
  }

  @Override
  public int[] place(RunValues run) {
    long[] numbers = run.numbers();
    int[] places = new int[numbers.length];
    int missing = 0;
    for (int i = 0; i < numbers.length; i++) {
      places[i] = table.find(numbers[i]);
      missing += places[i] >>> 31;
    }
    if (bytesOf(table.size() + missing) > layout.options().dictionaryBytes()) {
      return null;
    }
    for (int i = 0; missing > 0 && i < numbers.length; i++) {
      if (places[i] < 0) {
        places[i] = table.indexOf(numbers[i]);
      }
    }
    return places;
  }

  private long bytesOf(int values) {
    return layout.storage().plainBytes(values);
  }

  @Override
  public int size() {
    return table.size();
  }

  @Override
  public long bytes() {
    return bytesOf(table.size());
  }

  @Override
  public ByteSink plain() {
    plain.clear();
    NumberPager.plain(table.values(), table.size(), layout.storage(), plain);
    return plain;
  }

  @Override
  public void startBounds() {
    bounds.start(layout.storage());
  }

  @Override
  public void offer(int index) {
    bounds.add(table.values(), index, index + 1);
  }

  @Override
  public Statistics<?> statistics(long nulls) {
    return bounds.statistics(layout.type(), nulls);
  }
}
