package io.logflow.parquet;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/** A local file whose stream can be closed also where Parquet's writer gave up and left it open. */
final class HeldOutput implements OutputFile, Closeable {
  private final Path path;
  private final OutputFile file;
  private PositionOutputStream stream;

  HeldOutput(Path file) {
    this.path = file;
    this.file = new LocalOutputFile(file);
  }

  @Override
  public PositionOutputStream create(long blockSize) throws IOException {
    stream = new SyncedAhead(file.create(blockSize), path);
    return stream;
  }

  @Override
  public PositionOutputStream createOrOverwrite(long blockSize) throws IOException {
    stream = new SyncedAhead(file.createOrOverwrite(blockSize), path);
    return stream;
  }

  @Override
  public boolean supportsBlockSize() {
    return file.supportsBlockSize();
  }

  @Override
  public long defaultBlockSize() {
    return file.defaultBlockSize();
  }

  @Override
  public String getPath() {
    return file.getPath();
  }

  @Override
  public void close() throws IOException {
    if (stream != null) {
      PositionOutputStream closing = stream;
      stream = null;
      closing.close();
    }
  }
}
