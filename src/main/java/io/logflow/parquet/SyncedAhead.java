package io.logflow.parquet;

import io.logflow.job.Faults;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.parquet.io.PositionOutputStream;

/**
 * The stream of a large file whose bytes go to the disk while more are written, so that little is
 * left to wait for when the file is published. It promises nothing: publication still waits for all
 * bytes.
 */
final class SyncedAhead extends PositionOutputStream {
  private static final long STEP = 32L << 20;

  private final PositionOutputStream target;
  private final Path file;
  private long synced;
  private Thread running;

  /** What a system may tell once only, to whoever asks first. */
  private volatile IOException failure;

  SyncedAhead(PositionOutputStream target, Path file) {
    this.target = target;
    this.file = file;
  }

  @Override
  public long getPos() throws IOException {
    return target.getPos();
  }

  @Override
  public void write(int value) throws IOException {
    target.write(value);
    sync();
  }

  @Override
  public void write(byte[] bytes, int from, int count) throws IOException {
    target.write(bytes, from, count);
    sync();
  }

  @Override
  public void flush() throws IOException {
    target.flush();
  }

  private void sync() throws IOException {
    if (target.getPos() - synced >= STEP && (running == null || !running.isAlive())) {
      check();
      synced = target.getPos();
      running = new Thread(this::force, "logflow-sync");
      running.setDaemon(true);
      running.start();
    }
  }

  /** Through a channel of its own: an interrupt closes the channel that it meets. */
  private void force() {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(false);
    } catch (IOException e) {
      failure = e;
    }
  }

  private void check() throws IOException {
    if (failure != null) {
      throw new IOException(failure);
    }
  }

  @Override
  public void close() throws IOException {
    try {
      target.close();
      Faults.file();
    } finally {
      await();
    }
    check();
  }

  private void await() {
    if (running == null) {
      return;
    }
    try {
      running.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
