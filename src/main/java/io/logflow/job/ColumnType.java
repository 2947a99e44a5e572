package io.logflow.job;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A column's type.
 *
 * @param kind the type
 * @param precision DECIMAL: all digits, 1 to 38; else 0
 * @param scale DECIMAL: digits after the point, 0 to precision; else 0
 * @param nanos TIME, TIMESTAMP, TIMESTAMPTZ: nanoseconds instead of microseconds
 * @param children STRUCT: its fields; LIST: one child, the element; else empty
 */
public record ColumnType(
    TypeKind kind, int precision, int scale, boolean nanos, List<Column> children) {

  public static final ColumnType BOOLEAN = of(TypeKind.BOOLEAN);
  public static final ColumnType BIGINT = of(TypeKind.BIGINT);
  public static final ColumnType DOUBLE = of(TypeKind.DOUBLE);
  public static final ColumnType DATE = of(TypeKind.DATE);
  public static final ColumnType TIME = of(TypeKind.TIME);
  public static final ColumnType TIMESTAMP = of(TypeKind.TIMESTAMP);
  public static final ColumnType TIMESTAMPTZ = of(TypeKind.TIMESTAMPTZ);
  public static final ColumnType VARCHAR = of(TypeKind.VARCHAR);

  public ColumnType {
    requireNonNull(kind, "kind is null");
    children = List.copyOf(children);
    if (kind == TypeKind.DECIMAL
        && (precision < 1 || precision > 38 || scale < 0 || scale > precision)) {
      throw new IllegalArgumentException("DECIMAL(" + precision + "," + scale + ")");
    }
  }

  private static ColumnType of(TypeKind kind) {
    return new ColumnType(kind, 0, 0, false, List.of());
  }

  public static ColumnType decimal(int precision, int scale) {
    return new ColumnType(TypeKind.DECIMAL, precision, scale, false, List.of());
  }

  /** Values of several fields, at least one. */
  public static ColumnType struct(List<Column> fields) {
    return new ColumnType(TypeKind.STRUCT, 0, 0, false, fields);
  }

  /** Any number of values of one type. */
  public static ColumnType list(ColumnType element) {
    return new ColumnType(TypeKind.LIST, 0, 0, false, List.of(new Column("element", element)));
  }

  /** Whether it is STRUCT or LIST. */
  public boolean nested() {
    return kind == TypeKind.STRUCT || kind == TypeKind.LIST;
  }

  /** This temporal type with nanoseconds instead of microseconds. */
  public ColumnType withNanos() {
    return new ColumnType(kind, precision, scale, true, children);
  }

  /** The SQL name, for example {@code DECIMAL(12,2)} or {@code TIMESTAMP_NS}. */
  @Override
  public String toString() {
    return switch (kind) {
      case DECIMAL -> "DECIMAL(" + precision + "," + scale + ")";
      case STRUCT ->
          children.stream()
              .map(child -> child.name() + " " + child.type())
              .collect(Collectors.joining(", ", "STRUCT(", ")"));
      case LIST -> children.get(0).type() + "[]";
      default -> nanos ? kind + "_NS" : kind.toString();
    };
  }
}
