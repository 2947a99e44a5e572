package io.logflow.parquet;

import io.logflow.job.ColumnType;
import io.logflow.job.TypeKind;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;

/** A column batch of STRUCT or LIST values, which are in the batches of its children. */
public final class NestedColumn implements BatchColumn {
  private final ColumnType type;
  private final List<BatchColumn> children;
  private final boolean list;
  private boolean[] nulls = new boolean[64];
  private int[] ends = new int[64];
  private int length;

  /**
   * A nested column.
   *
   * @param children a batch for each child of the type
   */
  public NestedColumn(ColumnType type, List<? extends BatchColumn> children) {
    this.type = type;
    this.children = List.copyOf(children);
    this.list = type.kind() == TypeKind.LIST;
  }

  /** Ends a value: a LIST of all elements added since the last, or a STRUCT of its fields. */
  public void add() {
    end(false);
  }

  @Override
  public void addNull() {
    if (!list) {
      children.forEach(BatchColumn::addNull);
    }
    end(true);
  }

  private void end(boolean isNull) {
    if (length == nulls.length) {
      nulls = Arrays.copyOf(nulls, 2 * length);
      ends = Arrays.copyOf(ends, 2 * length);
    }
    nulls[length] = isNull;
    ends[length++] = children.get(0).length();
  }

  @Override
  public void clear() {
    length = 0;
    children.forEach(BatchColumn::clear);
  }

  @Override
  public int byteCount() {
    long bytes = 8L * length;
    for (BatchColumn child : children) {
      bytes += child.byteCount();
    }
    return (int) Math.min(Integer.MAX_VALUE, bytes);
  }

  @Override
  public ColumnType type() {
    return type;
  }

  @Override
  public int length() {
    return length;
  }

  @Override
  public boolean isNull(int row) {
    return nulls[row];
  }

  @Override
  public BatchColumn child(int index) {
    return children.get(index);
  }

  @Override
  public int firstAt(int row) {
    return row == 0 ? 0 : ends[row - 1];
  }

  @Override
  public int lastAt(int row) {
    return ends[row];
  }

  @Override
  public long longAt(int row) {
    throw nested();
  }

  @Override
  public double doubleAt(int row) {
    throw nested();
  }

  @Override
  public BigDecimal decimalAt(int row) {
    throw nested();
  }

  @Override
  public byte[] bytesAt(int row) {
    throw nested();
  }

  @Override
  public int startAt(int row) {
    throw nested();
  }

  @Override
  public int endAt(int row) {
    throw nested();
  }

  private UnsupportedOperationException nested() {
    return new UnsupportedOperationException("nested column: " + type);
  }
}
