package io.logflow.parquet;

import java.util.List;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.hadoop.metadata.FileMetaData;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** The values of one field in one row group, one after the other. */
interface Cells {

  /** Adds the next value to a column. */
  void moveTo(BatchColumn target);

  /** The cells of every field. */
  static List<Cells> of(FileMetaData file, PageReadStore pages) {
    return file.getSchema().getFields().stream().map(field -> of(field, file, pages)).toList();
  }

  /** The cells of one field. */
  static Cells of(Type field, FileMetaData file, PageReadStore pages) {
    if (!SchemaMapping.flat(field)) {
      return nested(field, file, pages);
    }
    MessageType alone = new MessageType(file.getSchema().getName(), field);
    ColumnReadStoreImpl columns =
        new ColumnReadStoreImpl(pages, Discarding.group(alone), alone, file.getCreatedBy());
    return flat(field, columns.getColumnReader(alone.getColumns().get(0)));
  }

  private static Cells nested(Type field, FileMetaData file, PageReadStore pages) {
    return SchemaMapping.typeOf(field).nested()
        ? NestedCells.of(field, file, pages)
        : JsonCells.of(field, file, pages);
  }

  private static Cells flat(Type field, ColumnReader reader) {
    ValueReader.Step step = ValueReaders.of(field.asPrimitiveType()).step();
    int defined = field.isRepetition(Type.Repetition.REQUIRED) ? 0 : 1;
    return target -> {
      if (reader.getCurrentDefinitionLevel() < defined) {
        target.addNull();
      } else {
        step.add(reader, (ArrayColumn) target);
      }
      reader.consume();
    };
  }
}
