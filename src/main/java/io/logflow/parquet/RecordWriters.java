package io.logflow.parquet;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.avro.generic.IndexedRecord;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.avro.AvroWriteSupport;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.Type;

/** Opens writers of Avro records that need no Hadoop. */
final class RecordWriters {
  /** Lists as the format has them today: a group, repeated groups in it, an element in each. */
  private static final Map<String, String> THREE_LEVELS =
      Map.of(AvroWriteSupport.WRITE_OLD_LIST_STRUCTURE, "false");

  private static final int MOST_ROWS_IN_FIRST_CHECK = 100;

  /** A dictionary takes 16 KB of a column from its first value on. */
  private static final int MOST_WITH_DICTIONARY = 2_000;

  private RecordWriters() {}

  /** A writer of a new file; its folder exists. */
  static ParquetWriter<IndexedRecord> open(
      Path file, MessageType parquet, Map<String, String> metadata, WriteOptions options)
      throws IOException {
    int rows = options.rowsBetweenChecks();
    Builder builder =
        new Builder(new LocalOutputFile(file), new ExactNames(parquet, RowSchema.of(parquet)));
    for (Type column : parquet.getFields()) {
      if (column.isPrimitive()
          && BloomFilters.asked(options.bloomFilters(), column.asPrimitiveType())) {
        long distinct = options.distinct().getOrDefault(column.getName(), 0L);
        builder.withBloomFilterEnabled(column.getName(), true);
        builder.withBloomFilterNDV(
            column.getName(), distinct > 0 ? distinct : options.rowGroupRows());
      }
    }
    return builder
        .withConf(new PlainParquetConfiguration(THREE_LEVELS))
        .withCodecFactory(new Codecs(options.level()))
        .withCompressionCodec(Codecs.name(options.codec()))
        .withRowGroupSize(options.rowGroupBytes())
        .withRowGroupRowCountLimit(options.rowGroupRows())
        .withMinRowCountForPageSizeCheck(Math.min(MOST_ROWS_IN_FIRST_CHECK, rows))
        .withMaxRowCountForPageSizeCheck(rows)
        .withExtraMetaData(metadata)
        .withDictionaryEncoding(parquet.getColumns().size() <= MOST_WITH_DICTIONARY)
        .build();
  }

  private static final class Builder extends ParquetWriter.Builder<IndexedRecord, Builder> {
    private final WriteSupport<IndexedRecord> support;

    Builder(OutputFile file, WriteSupport<IndexedRecord> support) {
      super(file);
      this.support = support;
    }

    @Override
    protected Builder self() {
      return this;
    }

    @Override
    @SuppressWarnings("deprecation") // Abstract above.
    protected WriteSupport<IndexedRecord> getWriteSupport(Configuration configuration) {
      return support;
    }

    @Override
    protected WriteSupport<IndexedRecord> getWriteSupport(ParquetConfiguration configuration) {
      return support;
    }
  }
}
