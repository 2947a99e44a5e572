package io.logflow.scan;

import io.logflow.job.Input;
import io.logflow.job.Sha256;
import io.logflow.job.Unpacked;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * SHA-256 of an input's bytes as they came in, computed in a thread of its own while others read
 * it, unless it is small; known already where the input was unpacked.
 */
final class InputDigest implements AutoCloseable {
  private static final int BUFFER_BYTES = 1 << 18;

  private final Input input;
  private final FutureTask<String> task = new FutureTask<>(this::digest);
  private volatile boolean stopped;

  private InputDigest(Input input) {
    this.input = input;
  }

  static InputDigest start(Input input) {
    InputDigest digest = new InputDigest(input);
    if (input.size() < BUFFER_BYTES) {
      digest.task.run(); // A thread costs more.
      return digest;
    }
    Thread thread = new Thread(digest.task, "logflow-sha256");
    thread.setDaemon(true);
    thread.start();
    return digest;
  }

  private String digest() throws IOException {
    Optional<String> known = input.unpacked().map(Unpacked::sha256);
    return known.isPresent() ? known.get() : digest(input.path());
  }

  private String digest(Path file) throws IOException {
    MessageDigest digest = Sha256.digest();
    byte[] buffer = new byte[(int) Math.min(BUFFER_BYTES, input.size() + 1)];
    try (InputStream in = Files.newInputStream(file)) {
      for (int read = in.read(buffer); read >= 0 && !stopped; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
    return Sha256.hex(digest);
  }

  /** The digest in lower-case hex; waits for it. */
  String hex() throws IOException {
    try {
      return task.get();
    } catch (ExecutionException failure) {
      throw new IOException("cannot hash " + input.path(), failure.getCause());
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      throw (IOException) new InterruptedIOException("interrupted while hashing").initCause(stop);
    }
  }

  /** Stops the thread at its next read. */
  @Override
  public void close() {
    stopped = true;
  }
}
