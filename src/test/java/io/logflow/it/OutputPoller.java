package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.job.LogFlowException;
import io.logflow.parquet.ParquetFooters;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;

/**
 * A reader of an output folder: every 20 ms it opens what {@code *.parquet} and {@code **}{@code
 * /*.parquet} match for the first time, and remembers what is not whole.
 */
final class OutputPoller implements AutoCloseable {
  private static final int EVERY_MILLIS = 20;

  private final File output;
  private final Set<String> seen = new HashSet<>();
  private final List<String> broken = new CopyOnWriteArrayList<>();
  private final ScheduledExecutorService turns = Executors.newSingleThreadScheduledExecutor();
  private final ScheduledFuture<?> turn;
  private final AtomicLong looks = new AtomicLong();

  OutputPoller(Path output) {
    this.output = output.toFile();
    this.turn = turns.scheduleWithFixedDelay(this::look, 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void look() {
    look(output);
    looks.incrementAndGet();
  }

  private void look(File folder) {
    String[] names = folder.list();
    for (String name : names == null ? new String[0] : names) {
      File file = new File(folder, name);
      if (!name.endsWith(".parquet")) {
        if (!name.contains(".")) {
          look(file);
        }
      } else if (seen.add(file.getPath())) {
        problem(file);
      }
    }
  }

  private void problem(File file) {
    try (RandomAccessFile bytes = new RandomAccessFile(file, "r")) {
      if (!magic(bytes, 0).equals("PAR1") || !magic(bytes, bytes.length() - 4).equals("PAR1")) {
        broken.add(file + " has no magic at both ends");
      }
      ParquetFooters.read(file.toPath());
    } catch (IOException | LogFlowException e) {
      broken.add(file + ": " + e);
    }
  }

  private static String magic(RandomAccessFile bytes, long at) throws IOException {
    byte[] magic = new byte[4];
    bytes.seek(Math.max(0, at));
    bytes.readFully(magic);
    return new String(magic, StandardCharsets.ISO_8859_1);
  }

  /** What was not whole when it was first seen. */
  List<String> broken() {
    assertThat(turn.isDone()).as("a look at the outputs failed").isFalse();
    return List.copyOf(broken);
  }

  long looks() {
    return looks.get();
  }

  int files() {
    return seen.size();
  }

  @Override
  public void close() {
    turns.shutdown();
    Awaitility.await().until(turns::isTerminated);
  }
}
