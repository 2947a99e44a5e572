package io.logflow.parquet;

import java.lang.reflect.Constructor;
import java.util.Map;
import java.util.Optional;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.bytes.ByteBufferAllocator;
import org.apache.parquet.bytes.HeapByteBufferAllocator;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.crypto.FileDecryptionProperties;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.ParquetMetricsCallback;

/**
 * Read options made without Hadoop: no filters, page checksums verified. The builder makes Hadoop's
 * codec factory even where another one is given, so the constructor behind it is called.
 */
final class PlainReadOptions {
  private static final int ALLOCATION_BYTES = 8 << 20;
  private static final Constructor<ParquetReadOptions> CONSTRUCTOR = constructor();

  private PlainReadOptions() {}

  static ParquetReadOptions create() {
    try {
      return CONSTRUCTOR.newInstance(
          false,
          false,
          false,
          false,
          false,
          true,
          false,
          false,
          false,
          FilterCompat.NOOP,
          ParquetMetadataConverter.NO_FILTER,
          new Codecs(Optional.empty()),
          new HeapByteBufferAllocator(),
          ALLOCATION_BYTES,
          Map.of(),
          null,
          null,
          new PlainParquetConfiguration());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this is not the Parquet library LogFlow was built with", e);
    }
  }

  private static Constructor<ParquetReadOptions> constructor() {
    try {
      Constructor<ParquetReadOptions> found =
          ParquetReadOptions.class.getDeclaredConstructor(
              boolean.class,
              boolean.class,
              boolean.class,
              boolean.class,
              boolean.class,
              boolean.class,
              boolean.class,
              boolean.class,
              boolean.class,
              FilterCompat.Filter.class,
              ParquetMetadataConverter.MetadataFilter.class,
              CompressionCodecFactory.class,
              ByteBufferAllocator.class,
              int.class,
              Map.class,
              FileDecryptionProperties.class,
              ParquetMetricsCallback.class,
              ParquetConfiguration.class);
      found.setAccessible(true);
      return found;
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("this is not the Parquet library LogFlow was built with", e);
    }
  }
}
