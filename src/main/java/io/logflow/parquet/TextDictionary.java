package io.logflow.parquet;

import org.apache.parquet.column.statistics.Statistics;

/** A chunk's different texts, or decimals of 16 bytes. */
final class TextDictionary implements ChunkDictionary {
  private final TextBounds bounds = new TextBounds();
  private TextTable table = new TextTable(false);
  private PageLayout layout;

  @Override
  public void start(PageLayout column) {
    boolean fixed = column.storage() == Storage.FIXED;
    if (layout == null || fixed != (layout.storage() == Storage.FIXED)) {
      table = new TextTable(fixed);
    }
    layout = column;
    table.clear();
  }

  @Override
  public int[] place(RunValues run) {
    int head = layout.storage() == Storage.FIXED ? 0 : 4;
    byte[] plain = run.plain();
    int[] starts = run.starts();
    int[] places = new int[starts.length - 1];
    long[] hashes = new long[places.length];
    long missing = 0;
    for (int i = 0; i < places.length; i++) {
      int end = starts[i + 1] - head;
      hashes[i] = TextHash.of(plain, starts[i], end);
      places[i] = table.find(plain, starts[i], end, hashes[i]);
      missing += places[i] < 0 ? starts[i + 1] - starts[i] : 0;
    }
    if (table.plain().length() + missing > layout.options().dictionaryBytes()) {
      return null;
    }
    for (int i = 0; missing > 0 && i < places.length; i++) {
      if (places[i] < 0) {
        places[i] = table.indexOf(plain, starts[i], starts[i + 1] - head, hashes[i]);
      }
    }
    return places;
  }

  @Override
  public int size() {
    return table.size();
  }

  @Override
  public long bytes() {
    return table.plain().length();
  }

  @Override
  public ByteSink plain() {
    return table.plain();
  }

  @Override
  public void startBounds() {
    bounds.start(layout.storage());
  }

  @Override
  public void offer(int index) {
    bounds.add(table.plain().bytes(), table.start(index), table.length(index));
  }

  @Override
  public Statistics<?> statistics(long nulls) {
    return bounds.statistics(layout.type(), nulls);
  }
}
