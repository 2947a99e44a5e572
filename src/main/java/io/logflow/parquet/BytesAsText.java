package io.logflow.parquet;

import io.logflow.job.ColumnType;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DecimalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.IntervalLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.UUIDLogicalTypeAnnotation;
import org.apache.parquet.schema.PrimitiveStringifier;
import org.apache.parquet.schema.PrimitiveType;

/**
 * Reads byte columns as VARCHAR. Bytes without a meaning that we know stay as they are: older
 * writers leave text unmarked.
 */
final class BytesAsText {
  private BytesAsText() {}

  /** Whether the bytes are a number or an identifier that must be printed to be text. */
  static boolean readable(LogicalTypeAnnotation logical) {
    return logical instanceof UUIDLogicalTypeAnnotation
        || logical instanceof IntervalLogicalTypeAnnotation
        || logical instanceof DecimalLogicalTypeAnnotation;
  }

  static ValueReader printed(PrimitiveType type) {
    PrimitiveStringifier printer = type.stringifier();
    return new ValueReader(
        ColumnType.VARCHAR,
        (from, to) -> {
          byte[] text = printer.stringify(from.getBinary()).getBytes(StandardCharsets.UTF_8);
          to.addBytes(text, 0, text.length);
        });
  }

  static ValueReader asTheyAre() {
    return new ValueReader(ColumnType.VARCHAR, (from, to) -> add(from.getBinary(), to));
  }

  private static void add(Binary value, ArrayColumn to) {
    ByteBuffer bytes = value.toByteBuffer();
    if (bytes.hasArray()) {
      int start = bytes.arrayOffset() + bytes.position();
      to.addBytes(bytes.array(), start, start + bytes.remaining());
    } else {
      to.addBytes(value.getBytes(), 0, value.length());
    }
  }
}
