package io.logflow.parquet;

import java.util.List;

/**
 * The pages of a column chunk.
 *
 * @param dictionary the dictionary page; null where no page needs it
 * @param pages the data pages
 */
record ChunkPages(DataPage dictionary, List<DataPage> pages) {

  /** Puts runs together, in row order. */
  static ChunkPages of(PageLayout layout, List<PageRun> runs) {
    PageScratch scratch = PageScratch.get();
    PageMaker maker = scratch.start(layout);
    ChunkDictionary dictionary = scratch.dictionary(layout);
    int[][] places = places(runs, dictionary);
    scratch.coded().start(dictionary);
    boolean coded = false;
    for (int run = 0; run < places.length; run++) {
      add(layout, runs.get(run), places[run], scratch);
      coded |= places[run] != null;
    }
    flushPlain(scratch);
    scratch.coded().flush();
    DataPage values = coded ? maker.dictionary(dictionary.plain(), dictionary.size()) : null;
    return new ChunkPages(values, maker.pages());
  }

  /** Places in the dictionary of each run's values, null for runs that stay without it. */
  private static int[][] places(List<PageRun> runs, ChunkDictionary dictionary) {
    int[][] places = new int[runs.size()][];
    long values = 0;
    long plainBytes = 0;
    for (int run = 0; run < places.length; run++) {
      RunValues of = runs.get(run).values();
      if (of != null && of.coded()) {
        places[run] = dictionary.place(of);
        values += places[run] == null ? 0 : of.indices().count();
        plainBytes += places[run] == null ? 0 : runs.get(run).plainBytes();
      }
    }
    return NumberCoder.worth(values, dictionary.size(), dictionary.bytes(), plainBytes)
        ? places
        : new int[runs.size()][];
  }

  private static void add(PageLayout layout, PageRun run, int[] places, PageScratch scratch) {
    if (run.values() == null) {
      flushPlain(scratch);
      scratch.coded().flush();
      scratch.maker().add(run.pages());
    } else if (places != null) {
      flushPlain(scratch);
      scratch.coded().add(run, places);
    } else if (run.nulls().nulls() == run.rows() && !scratch.coded().empty()) {
      scratch.coded().addNulls(run.nulls());
    } else if (layout.storage().number()) {
      scratch.coded().flush();
      scratch.numbers().add(run.values().allNumbers(), run.nulls());
    } else {
      scratch.coded().flush();
      boolean fixed = layout.storage() == Storage.FIXED;
      scratch.texts().add(run.values().allTexts(fixed), run.nulls());
    }
  }

  private static void flushPlain(PageScratch scratch) {
    scratch.numbers().flush();
    scratch.texts().flush();
  }

  /** Pages of NULL only. */
  static ChunkPages ofNulls(PageLayout layout, long rows) {
    PageColumn nulls = layout.storage().number() ? new NumberPages(layout) : new TextPages(layout);
    for (long row = 0; row < rows; row++) {
      nulls.addNull();
    }
    return of(layout, List.of(nulls.finish()));
  }
}
