package io.logflow.parquet;

/** What one thread needs to make pages, for whichever column; used again and again. */
final class PageScratch {
  private static final ThreadLocal<PageScratch> OF_THREAD =
      ThreadLocal.withInitial(PageScratch::new);

  private final PageMaker maker = new PageMaker();
  private final NumberPager numbers = new NumberPager(maker);
  private final TextPager texts = new TextPager(maker);
  private final CodedPager coded = new CodedPager(maker);
  private final NumberDictionary numberDictionary = new NumberDictionary();
  private final TextDictionary textDictionary = new TextDictionary();
  private final NumberCoder coder = new NumberCoder();

  private PageScratch() {}

  static PageScratch get() {
    return OF_THREAD.get();
  }

  /** The page maker, made ready for a column. */
  PageMaker start(PageLayout layout) {
    maker.start(layout);
    numbers.start();
    texts.start();
    return maker;
  }

  PageMaker maker() {
    return maker;
  }

  NumberPager numbers() {
    return numbers;
  }

  TextPager texts() {
    return texts;
  }

  CodedPager coded() {
    return coded;
  }

  NumberCoder coder() {
    return coder;
  }

  ChunkDictionary dictionary(PageLayout layout) {
    ChunkDictionary dictionary = layout.storage().number() ? numberDictionary : textDictionary;
    dictionary.start(layout);
    return dictionary;
  }
}
