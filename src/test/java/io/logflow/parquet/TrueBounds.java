package io.logflow.parquet;

import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation.StringLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveComparator;
import org.apache.parquet.schema.PrimitiveType;

/** The least and the greatest of values in their type's order. */
final class TrueBounds {
  private final PrimitiveType type;
  private final long nulls;
  private Object least;
  private Object greatest;

  TrueBounds(PrimitiveType type, List<Object> values) {
    this.type = type;
    this.nulls = values.stream().filter(Objects::isNull).count();
    for (Object value : values) {
      if (value != null) {
        least = least == null || compare(type, value, least) < 0 ? value : least;
        greatest = greatest == null || compare(type, value, greatest) > 0 ? value : greatest;
      }
    }
  }

  static int compare(PrimitiveType type, Object a, Object b) {
    PrimitiveComparator<Object> order = type.comparator();
    return Integer.signum(order.compare(a, b));
  }

  long nulls() {
    return nulls;
  }

  /** Whether there is no value. */
  boolean none() {
    return least == null;
  }

  /** Whether these are the bounds: exactly, or around cut texts as close as may be. */
  boolean holds(Object low, Object high, int longest) {
    if (low instanceof Binary text) {
      return holdsLow(text, (Binary) least, longest)
          && holdsHigh((Binary) high, (Binary) greatest, longest);
    }
    return equal(low, least) && equal(high, greatest);
  }

  /** Zeros of both signs are one zero to readers. */
  private static boolean equal(Object said, Object found) {
    if (said instanceof Double some && some == 0) {
      return (Double) found == 0;
    }
    return Objects.equals(said, found);
  }

  private boolean holdsLow(Binary low, Binary found, int longest) {
    if (found.length() <= longest) {
      return low.equals(found);
    }
    return compare(type, low, found) <= 0
        && found.toStringUsingUTF8().startsWith(low.toStringUsingUTF8())
        && low.length() > longest - 4
        && decodes(low);
  }

  private boolean holdsHigh(Binary high, Binary found, int longest) {
    if (found.length() <= longest) {
      return high.equals(found);
    }
    return compare(type, high, found) >= 0 && decodes(high);
  }

  private boolean decodes(Binary text) {
    if (!(type.getLogicalTypeAnnotation() instanceof StringLogicalTypeAnnotation)) {
      return true;
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(text.toByteBuffer());
      return true;
    } catch (CharacterCodingException cut) {
      return false;
    }
  }

  int longest() {
    return Math.max(((Binary) least).length(), ((Binary) greatest).length());
  }

  @Override
  public String toString() {
    return least + " to " + greatest + ", " + nulls + " NULL";
  }
}
