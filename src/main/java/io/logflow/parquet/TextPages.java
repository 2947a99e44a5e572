package io.logflow.parquet;

import java.util.Arrays;

/**
 * Pages of texts, and of DECIMAL with 19 and more digits as 16 big-endian bytes. Values are looked
 * up in a dictionary as they come, until that does not pay.
 */
public final class TextPages implements PageColumn {
  private static final int FIRST_ROOM = 8;
  private static final int SAMPLE = 1024;

  private final PageLayout layout;
  private final int head;
  private final NullBits nulls = new NullBits();
  private final Patience patience = new Patience();
  private final TextTable table;
  private final ByteSink plain = new ByteSink();
  private int[] indices = new int[FIRST_ROOM];
  private int count;
  private long plainBytes;
  private boolean coding = true;

  TextPages(PageLayout layout) {
    boolean fixed = layout.storage() == Storage.FIXED;
    this.layout = layout;
    this.head = fixed ? 0 : 4;
    this.table = new TextTable(fixed);
  }

  /** Adds the bytes {@code from} (inclusive) to {@code to} (exclusive), copied. */
  public void add(byte[] bytes, int from, int to) {
    if (coding) {
      addIndex(table.indexOf(bytes, from, to), to - from);
      judge();
    } else {
      append(bytes, from, to);
    }
  }

  /**
   * The dictionary in which who adds values may look them up himself, to add them by {@link
   * #addIndex}; null where none is kept. Looks different after each value that was added otherwise,
   * and after {@link #judge}.
   */
  public TextTable dictionary() {
    return coding ? table : null;
  }

  /**
   * Adds a text of the dictionary.
   *
   * @param length its bytes
   */
  public void addIndex(int index, int length) {
    if (count == indices.length) {
      indices = Arrays.copyOf(indices, count * 2);
    }
    indices[count++] = index;
    plainBytes += head + length;
  }

  /** Gives the dictionary up where it does not pay; to be called after indices were added. */
  public void judge() {
    boolean hopeless =
        table.plain().length() > layout.options().dictionaryBytes()
            || (count >= SAMPLE && table.size() > count - count / 8);
    if (coding && hopeless) {
      giveUp();
    }
  }

  private void giveUp() {
    byte[] texts = table.plain().bytes();
    for (int i = 0; i < count; i++) {
      int index = indices[i];
      plain.put(texts, table.start(index) - head, head + table.length(index));
    }
    table.clear();
    coding = false;
  }

  private void append(byte[] bytes, int from, int to) {
    int length = to - from;
    plain.reserve(4L + length);
    if (head > 0) {
      plain.putInt(length);
    }
    plain.put(bytes, from, length);
    plainBytes += head + length;
    count++;
  }

  @Override
  public void addNull() {
    nulls.addNull(count + nulls.nulls());
  }

  @Override
  public PageRun finish() {
    nulls.setRows(count + nulls.nulls());
    boolean tried = coding;
    if (coding && !worth()) {
      giveUp();
    }
    if (coding) {
      patience.worked();
    } else if (tried && count >= NumberPages.LEAST_SAMPLE) {
      patience.failed();
    }
    PageRun run = run();
    if (layout.bloom()) {
      run = run.withBloomHashes(BloomFilters.hashes(coding ? table.plain() : plain, head == 0));
    }
    clear();
    coding = patience.tries();
    return run;
  }

  private boolean worth() {
    return count > 0 && NumberCoder.worth(count, table.size(), table.plain().length(), plainBytes);
  }

  private PageRun run() {
    if (coding) {
      Indices places = Indices.of(indices, count, table.size());
      return PageRun.ofValues(
          nulls, plainBytes, RunValues.ofTexts(table.plain().copy(), table.starts(), places));
    }
    if (plainBytes < NumberPages.LEAST_BYTES_OF_PAGE) {
      return PageRun.ofValues(nulls, plainBytes, RunValues.ofTexts(plain.copy()));
    }
    PageScratch scratch = PageScratch.get();
    PageMaker maker = scratch.start(layout);
    scratch.texts().add(plain.bytes(), nulls);
    scratch.texts().flush();
    return PageRun.ofPages(nulls.rows(), plainBytes, maker.pages());
  }

  @Override
  public void clear() {
    nulls.clear();
    table.clear();
    plain.clear();
    count = 0;
    plainBytes = 0;
  }

  @Override
  public long heldBytes() {
    return table.heldBytes() + plain.bytes().length + 4L * indices.length + nulls.heldBytes();
  }
}
