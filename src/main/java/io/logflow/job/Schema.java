package io.logflow.job;

import java.util.List;

/** The columns of an output, in order. */
public record Schema(List<Column> columns) {
  public Schema {
    columns = List.copyOf(columns);
  }

  public int size() {
    return columns.size();
  }

  public Column column(int index) {
    return columns.get(index);
  }

  /** The place of the column of exactly this name; -1 where there is none. */
  public int indexOf(String name) {
    int index = columns.size() - 1;
    while (index >= 0 && !columns.get(index).name().equals(name)) {
      index--;
    }
    return index;
  }
}
