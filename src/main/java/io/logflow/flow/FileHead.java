package io.logflow.flow;

import io.logflow.job.ErrorKind;
import io.logflow.job.Input;
import io.logflow.job.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** The beginning of a file, by which the schema cache knows it. */
final class FileHead {
  private static final int BYTES = 1 << 20;

  private FileHead() {}

  /**
   * SHA-256 of the first MB (1 048 576 bytes), lower-case hex. Of an input that is not there any
   * more it is that of the whole: whoever wrote it may take it away when it has been read.
   *
   * @param whole SHA-256 of all of the input, where it is known
   */
  static String sha256(Input input, Optional<String> whole) {
    try {
      return sha256(input.path());
    } catch (NoSuchFileException gone) {
      return whole.orElse(input.jobId());
    } catch (IOException e) {
      throw ErrorKind.INPUT_UNREADABLE.error(
          "The input " + input.path() + " cannot be read: " + e.getMessage() + ".",
          "Make the file readable and run again.",
          e);
    }
  }

  private static String sha256(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Sha256.of(in.readNBytes(BYTES));
    }
  }
}
