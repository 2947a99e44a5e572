package io.logflow.parquet;

import io.logflow.job.Column;
import io.logflow.job.Schema;
import java.util.List;
import org.apache.parquet.schema.PrimitiveType;

/**
 * What a column's pages look like.
 *
 * @param bloom whether its chunks get Bloom filters
 */
record PageLayout(PrimitiveType type, Storage storage, PageOptions options, boolean bloom) {

  static PageLayout of(Column column, PageOptions options) {
    if (column.type().nested()) {
      throw new IllegalArgumentException("not a flat type: " + column.type());
    }
    Schema schema = new Schema(List.of(column));
    return of(SchemaMapping.toParquet(schema).getType(0).asPrimitiveType(), options);
  }

  static PageLayout of(PrimitiveType type, PageOptions options) {
    boolean bloom = BloomFilters.asked(options.bloomFilters(), type);
    return new PageLayout(type, Storage.of(type), options, bloom);
  }
}
