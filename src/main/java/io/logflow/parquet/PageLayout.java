package io.logflow.parquet;

import io.logflow.job.Column;
import io.logflow.job.ColumnType;
import io.logflow.job.Schema;
import java.util.List;
import org.apache.parquet.schema.PrimitiveType;

/** What a column's pages look like. */
record PageLayout(PrimitiveType type, Storage storage, PageOptions options) {

  static PageLayout of(ColumnType type, PageOptions options) {
    if (type.nested()) {
      throw new IllegalArgumentException("not a flat type: " + type);
    }
    Schema schema = new Schema(List.of(new Column("value", type)));
    return of(SchemaMapping.toParquet(schema).getType(0).asPrimitiveType(), options);
  }

  static PageLayout of(PrimitiveType type, PageOptions options) {
    return new PageLayout(type, Storage.of(type), options);
  }
}
