package io.logflow.parquet;

import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.statistics.Statistics;

/** Makes data pages of version 1, one after the other. */
final class PageMaker {
  private final ByteSink page = new ByteSink();
  private final PageSqueezer squeezer = new PageSqueezer();
  private PageLayout layout;
  private List<DataPage> pages;

  void start(PageLayout column) {
    layout = column;
    pages = new ArrayList<>();
  }

  PageLayout layout() {
    return layout;
  }

  /** The pages made since the start. */
  List<DataPage> pages() {
    return pages;
  }

  /** Adds pages that are ready. */
  void add(List<DataPage> ready) {
    pages.addAll(ready);
  }

  /** Begins a page with the levels of its rows; its values are written behind them. */
  ByteSink begin(NullBits nulls) {
    page.clear();
    nulls.writeLevels(page);
    return page;
  }

  /** Ends the page. */
  void end(int rows, Encoding encoding, Statistics<?> statistics) {
    pages.add(squeeze(page, rows, encoding, statistics));
  }

  /** A dictionary page. */
  DataPage dictionary(ByteSink values, int count) {
    return squeeze(values, count, Encoding.PLAIN, null);
  }

  /** Bytes of a part of a page after compression. */
  int squeezed(ByteSink bytes) {
    PageOptions options = layout.options();
    return squeezer.squeeze(bytes.bytes(), bytes.length(), options.codec(), options.level()).length;
  }

  private DataPage squeeze(ByteSink bytes, int rows, Encoding encoding, Statistics<?> statistics) {
    PageOptions options = layout.options();
    byte[] small =
        squeezer.squeeze(bytes.bytes(), bytes.length(), options.codec(), options.level());
    return new DataPage(small, bytes.length(), rows, encoding, statistics);
  }
}
