package io.logflow.engine.arrow;

import io.logflow.parquet.PageFile;
import io.logflow.parquet.PageFile.Content;
import io.logflow.parquet.PageRun;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Gathers parts to row groups and writes them. */
final class GroupWriter {
  private final PageFile file;
  private final Sizing sizing;
  private final List<Part> parts = new ArrayList<>();
  private final List<Integer> partsOfGroups = new ArrayList<>();
  private long bytes;
  private long rows;

  /** Whether a row group ends. */
  interface Sizing {

    /**
     * Asked after each part.
     *
     * @param group index of the row group
     * @param parts parts in it so far
     * @param rows rows in it so far
     * @param bytes its size so far; see {@link Part#bytes}
     */
    boolean full(int group, int parts, long rows, long bytes);
  }

  /** What else a row group holds beside what was encoded. */
  interface Other {

    /** The content of a column that was not encoded. */
    Content content(int group, int column);
  }

  private final Other other;

  GroupWriter(PageFile file, Sizing sizing, Other other) {
    this.file = file;
    this.sizing = sizing;
    this.other = other;
  }

  /** Takes the next rows. */
  void take(Part part) throws IOException {
    parts.add(part);
    bytes += part.bytes();
    rows += part.rows();
    if (sizing.full(partsOfGroups.size(), parts.size(), rows, bytes)) {
      write();
    }
  }

  private void write() throws IOException {
    int group = partsOfGroups.size();
    List<Content> contents = new ArrayList<>();
    for (int column = 0; column < parts.get(0).runs().size(); column++) {
      int index = column;
      List<PageRun> runs = new ArrayList<>();
      parts.forEach(part -> runs.add(part.runs().get(index)));
      contents.add(runs.contains(null) ? other.content(group, column) : new PageFile.Runs(runs));
    }
    file.write(rows, contents);
    partsOfGroups.add(parts.size());
    parts.clear();
    bytes = 0;
    rows = 0;
  }

  /** Writes what is left. */
  void end() throws IOException {
    if (!parts.isEmpty()) {
      write();
    }
  }

  /** How many parts each row group has. */
  List<Integer> partsOfGroups() {
    return partsOfGroups;
  }
}
