package io.logflow.parquet;

import io.logflow.job.CanonicalHash;
import io.logflow.job.ColumnType;
import io.logflow.job.TypeKind;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;
import org.apache.parquet.bytes.ByteBufferInputStream;
import org.apache.parquet.bytes.BytesUtils;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Dictionary;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.ValuesType;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.column.values.ValuesReader;
import org.apache.parquet.io.ParquetDecodingException;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.PrimitiveType;

/**
 * Counts and hashes the values of a flat column page by page, those of a dictionary once. For the
 * types that LogFlow writes.
 */
final class PageValues {

  /** Hashes the next value. */
  private interface Next {
    long hash(ValuesReader values);
  }

  /** Hashes a value of a dictionary. */
  private interface Entry {
    long hash(Dictionary dictionary, int id);
  }

  /** What definition levels of a flat column count for. */
  private static final long[] LEVELS = {0, 1};

  private final Next next;
  private final Entry entry;

  private PageValues(Next next, Entry entry) {
    this.next = next;
    this.entry = entry;
  }

  /** For a type; empty where it is none of LogFlow's. */
  static Optional<PageValues> of(PrimitiveType type) {
    ColumnType ours = SchemaMapping.typeOf(type);
    PrimitiveType written = SchemaMapping.toParquet(ours, type.getName()).asPrimitiveType();
    boolean same =
        written.getPrimitiveTypeName() == type.getPrimitiveTypeName()
            && Objects.equals(written.getLogicalTypeAnnotation(), type.getLogicalTypeAnnotation());
    return same ? Optional.of(of(ours, Storage.of(type))) : Optional.empty();
  }

  private static PageValues of(ColumnType type, Storage storage) {
    return switch (storage) {
      case BIT ->
          new PageValues(
              values -> CanonicalHash.ofBoolean(values.readBoolean()),
              (values, id) -> CanonicalHash.ofBoolean(values.decodeToBoolean(id)));
      case DOUBLE ->
          new PageValues(
              values -> ValueHash.ofDouble(values.readDouble()),
              (values, id) -> ValueHash.ofDouble(values.decodeToDouble(id)));
      case INT32 ->
          new PageValues(
              values -> ValueHash.ofLong(type, values.readInteger()),
              (values, id) -> ValueHash.ofLong(type, values.decodeToInt(id)));
      case INT64 ->
          new PageValues(
              values -> ValueHash.ofLong(type, values.readLong()),
              (values, id) -> ValueHash.ofLong(type, values.decodeToLong(id)));
      case TEXT, FIXED ->
          new PageValues(
              values -> ofBytes(type, values.readBytes()),
              (values, id) -> ofBytes(type, values.decodeToBinary(id)));
    };
  }

  private static long ofBytes(ColumnType type, Binary value) {
    if (type.kind() == TypeKind.DECIMAL) {
      BigInteger unscaled = new BigInteger(value.getBytesUnsafe());
      return CanonicalHash.ofDecimal(new BigDecimal(unscaled, type.scale()));
    }
    ByteBuffer bytes = value.toByteBuffer();
    if (!bytes.hasArray()) {
      byte[] copy = value.getBytesUnsafe();
      return CanonicalHash.ofText(copy, 0, copy.length);
    }
    int from = bytes.arrayOffset() + bytes.position();
    return CanonicalHash.ofText(bytes.array(), from, from + bytes.remaining());
  }

  ChunkCount count(ColumnDescriptor column, PageReader pages) throws IOException {
    DictionaryPage page = pages.readDictionaryPage();
    Dictionary dictionary = page == null ? null : page.getEncoding().initDictionary(column, page);
    long[] hashes = new long[dictionary == null ? 0 : dictionary.getMaxId() + 1];
    for (int id = 0; id < hashes.length; id++) {
      hashes[id] = entry.hash(dictionary, id);
    }
    ChunkCount sum = ChunkCount.NONE;
    for (DataPage data = pages.readPage(); data != null; data = pages.readPage()) {
      sum = sum.plus(new OnePage(column, hashes).count(data));
    }
    return sum;
  }

  private final class OnePage implements DataPage.Visitor<ChunkCount> {
    private final ColumnDescriptor column;
    private final long[] hashes;

    OnePage(ColumnDescriptor column, long[] hashes) {
      this.column = column;
      this.hashes = hashes;
    }

    ChunkCount count(DataPage page) {
      return page.accept(this);
    }

    @Override
    public ChunkCount visit(DataPageV1 page) {
      try {
        ByteBufferInputStream in = page.getBytes().toInputStream();
        int present = present(page, in);
        return count(page.getValueCount(), present, page.getValueEncoding(), in);
      } catch (IOException e) {
        throw new ParquetDecodingException("page of " + column, e);
      }
    }

    @Override
    public ChunkCount visit(DataPageV2 page) {
      try {
        int present = page.getValueCount() - page.getNullCount();
        ByteBufferInputStream in = page.getData().toInputStream();
        return count(page.getValueCount(), present, page.getDataEncoding(), in);
      } catch (IOException e) {
        throw new ParquetDecodingException("page of " + column, e);
      }
    }

    /** Values that are not NULL; the column is flat, and has no repetition levels. */
    private int present(DataPageV1 page, ByteBufferInputStream in) throws IOException {
      int rows = page.getValueCount();
      if (column.getMaxDefinitionLevel() == 0) {
        return rows;
      }
      if (page.getDlEncoding() == Encoding.RLE) {
        int length = BytesUtils.readIntLittleEndian(in);
        return (int) HybridSums.of(in, length, 1, rows, LEVELS);
      }
      ValuesReader levels =
          page.getDlEncoding().getValuesReader(column, ValuesType.DEFINITION_LEVEL);
      levels.initFromPage(rows, in);
      int present = 0;
      for (int row = 0; row < rows; row++) {
        present += levels.readInteger();
      }
      return present;
    }

    private ChunkCount count(int rows, int present, Encoding encoding, ByteBufferInputStream in)
        throws IOException {
      long hash =
          encoding.usesDictionary() ? ofIds(present, in) : ofValues(rows, present, encoding, in);
      return new ChunkCount(present, rows - present, hash);
    }

    private long ofIds(int present, ByteBufferInputStream in) throws IOException {
      int width = in.available() == 0 ? 0 : in.read();
      return HybridSums.of(in, in.available(), width, present, hashes);
    }

    private long ofValues(int rows, int present, Encoding encoding, ByteBufferInputStream in)
        throws IOException {
      ValuesReader values = encoding.getValuesReader(column, ValuesType.VALUES);
      values.initFromPage(rows, in);
      long hash = 0;
      for (int value = 0; value < present; value++) {
        hash += next.hash(values);
      }
      return hash;
    }
  }
}
