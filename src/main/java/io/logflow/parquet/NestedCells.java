package io.logflow.parquet;

import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** The values of one STRUCT or LIST field. */
final class NestedCells {
  private NestedCells() {}

  static Cells of(Type field, FileMetaData file, PageReadStore pages) {
    MessageType alone = new MessageType(file.getSchema().getName(), field);
    NestedAssembly assembly = new NestedAssembly(field);
    RecordReader<Boolean> records =
        new ColumnIOFactory(file.getCreatedBy())
            .getColumnIO(alone, file.getSchema())
            .getRecordReader(pages, assembly);
    return target -> {
      assembly.into(target);
      records.read();
    };
  }
}
