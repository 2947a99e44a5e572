package io.logflow.parquet;

import io.logflow.job.ColumnType;
import io.logflow.job.ErrorKind;
import io.logflow.job.TypeKind;
import io.logflow.plugin.ColumnBatch;
import java.math.BigDecimal;
import java.util.Arrays;

/**
 * A column batch in arrays that are used again for the next batch. Values are added at the end, in
 * the units of {@link ColumnBatch}. Flat types only.
 */
public final class ArrayColumn implements BatchColumn {
  private static final int MOST_BYTES = Integer.MAX_VALUE - 16;
  private static final int MOST_AHEAD = 8 << 20;

  private final ColumnType type;
  private final boolean wide;
  private boolean[] nulls = new boolean[0];
  private long[] longs = new long[0];
  private double[] doubles = new double[0];
  private BigDecimal[] decimals = new BigDecimal[0];
  private int[] ends = new int[0];
  private byte[] bytes = new byte[0];
  private int length;

  public ArrayColumn(ColumnType type) {
    if (type.kind() == TypeKind.STRUCT || type.kind() == TypeKind.LIST) {
      throw new IllegalArgumentException("not a flat type: " + type);
    }
    this.type = type;
    this.wide = type.kind() == TypeKind.DECIMAL && type.precision() > 18;
  }

  @Override
  public void clear() {
    length = 0;
  }

  @Override
  public void addNull() {
    grow();
    nulls[length] = true;
    end(byteCount());
  }

  /** Adds a value of the types that {@link #longAt} serves. */
  public void addLong(long value) {
    grow();
    longs[length] = value;
    end(0);
  }

  public void addDouble(double value) {
    grow();
    doubles[length] = value;
    end(0);
  }

  /** Adds a DECIMAL; it must have the type's scale. */
  public void addDecimal(BigDecimal value) {
    grow();
    if (wide) {
      decimals[length] = value;
    } else {
      longs[length] = value.unscaledValue().longValueExact();
    }
    end(0);
  }

  /** Adds text: the UTF-8 bytes {@code from} (inclusive) to {@code to} (exclusive), copied. */
  public void addBytes(byte[] utf8, int from, int to) {
    grow();
    int start = byteCount();
    long end = (long) start + (to - from);
    if (end > bytes.length) {
      bytes = Arrays.copyOf(bytes, roomFor(end));
    }
    System.arraycopy(utf8, from, bytes, start, to - from);
    end((int) end);
  }

  private static int roomFor(long needed) {
    if (needed > MOST_BYTES) {
      throw ErrorKind.LIMIT_EXCEEDED.error(
          "One batch of a text column is larger than 2 GB.", "Set a smaller batch_size.");
    }
    long ahead = Math.min(MOST_AHEAD, needed / 2);
    return (int) Math.min(MOST_BYTES, Math.max(1024, needed + ahead));
  }

  @Override
  public int byteCount() {
    return length == 0 || type.kind() != TypeKind.VARCHAR ? 0 : ends[length - 1];
  }

  private void end(int textEnd) {
    if (type.kind() == TypeKind.VARCHAR) {
      ends[length] = textEnd;
    }
    length++;
  }

  private void grow() {
    if (length < nulls.length) {
      nulls[length] = false;
      return;
    }
    int room = Math.max(64, length * 2);
    nulls = Arrays.copyOf(nulls, room);
    switch (type.kind()) {
      case VARCHAR -> ends = Arrays.copyOf(ends, room);
      case DOUBLE -> doubles = Arrays.copyOf(doubles, room);
      default -> growNumbers(room);
    }
  }

  private void growNumbers(int room) {
    if (wide) {
      decimals = Arrays.copyOf(decimals, room);
    } else {
      longs = Arrays.copyOf(longs, room);
    }
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
  public long longAt(int row) {
    return longs[row];
  }

  @Override
  public double doubleAt(int row) {
    return doubles[row];
  }

  @Override
  public BigDecimal decimalAt(int row) {
    return wide ? decimals[row] : BigDecimal.valueOf(longs[row], type.scale());
  }

  @Override
  public byte[] bytesAt(int row) {
    return bytes;
  }

  @Override
  public int startAt(int row) {
    return row == 0 ? 0 : ends[row - 1];
  }

  @Override
  public int endAt(int row) {
    return ends[row];
  }

  @Override
  public ColumnBatch child(int index) {
    throw new UnsupportedOperationException("flat column: " + type);
  }

  @Override
  public int firstAt(int row) {
    throw new UnsupportedOperationException("flat column: " + type);
  }

  @Override
  public int lastAt(int row) {
    throw new UnsupportedOperationException("flat column: " + type);
  }
}
