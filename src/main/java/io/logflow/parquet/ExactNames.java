package io.logflow.parquet;

import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.IndexedRecord;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.avro.AvroWriteSupport;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;

/**
 * Avro's writer with Parquet's own names. Avro allows letters, digits and underscores only, so its
 * schema calls the fields by number; the file must not tell of it, or readers that go by Avro's
 * schema would look for those names.
 */
final class ExactNames extends WriteSupport<IndexedRecord> {
  private static final String AVRO_SCHEMA_KEY = "parquet.avro.schema";

  private final AvroWriteSupport<Object> avro;

  ExactNames(MessageType names, Schema schema) {
    this.avro = new AvroWriteSupport<>(names, schema, GenericData.get());
  }

  @Override
  @SuppressWarnings("deprecation") // Abstract above.
  public WriteContext init(Configuration configuration) {
    return withoutAvroSchema(avro.init(configuration));
  }

  @Override
  public WriteContext init(ParquetConfiguration configuration) {
    return withoutAvroSchema(avro.init(configuration));
  }

  private static WriteContext withoutAvroSchema(WriteContext context) {
    Map<String, String> metadata = new TreeMap<>(context.getExtraMetaData());
    metadata.remove(AVRO_SCHEMA_KEY);
    return new WriteContext(context.getSchema(), metadata);
  }

  @Override
  public void prepareForWrite(RecordConsumer consumer) {
    avro.prepareForWrite(consumer);
  }

  @Override
  public void write(IndexedRecord row) {
    avro.write((Object) row);
  }
}
