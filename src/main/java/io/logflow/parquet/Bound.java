package io.logflow.parquet;

import io.logflow.job.ColumnType;
import io.logflow.job.TypeKind;
import io.logflow.plugin.ColumnBatch;
import java.util.Arrays;

/** The least or the greatest value of a column; text is ordered by its UTF-8 bytes. */
final class Bound {
  private final ColumnType type;
  private final int sign;
  private final ArrayColumn best;

  /**
   * @param sign -1 for the least, 1 for the greatest
   */
  Bound(ColumnType type, int sign) {
    this.type = type;
    this.sign = sign;
    this.best = new ArrayColumn(type);
  }

  void offer(ColumnBatch batch, int row) {
    if (best.length() == 0 || Integer.signum(compare(batch, row)) == sign) {
      best.clear();
      keep(batch, row);
    }
  }

  private int compare(ColumnBatch batch, int row) {
    if (type.kind() == TypeKind.VARCHAR) {
      return Arrays.compareUnsigned(
          batch.bytesAt(row),
          batch.startAt(row),
          batch.endAt(row),
          best.bytesAt(0),
          best.startAt(0),
          best.endAt(0));
    }
    if (type.kind() == TypeKind.DOUBLE) {
      return Double.compare(batch.doubleAt(row), best.doubleAt(0));
    }
    return wide()
        ? batch.decimalAt(row).compareTo(best.decimalAt(0))
        : Long.compare(batch.longAt(row), best.longAt(0));
  }

  private boolean wide() {
    return type.kind() == TypeKind.DECIMAL && type.precision() > 18;
  }

  private void keep(ColumnBatch batch, int row) {
    if (type.kind() == TypeKind.VARCHAR) {
      best.addBytes(batch.bytesAt(row), batch.startAt(row), batch.endAt(row));
    } else if (type.kind() == TypeKind.DOUBLE) {
      best.addDouble(batch.doubleAt(row));
    } else if (wide()) {
      best.addDecimal(batch.decimalAt(row));
    } else {
      best.addLong(batch.longAt(row));
    }
  }

  /** The canonical text, empty where there was no value. */
  String text() {
    return best.length() == 0 ? "" : ValueText.canonical(best, 0);
  }
}
