package io.logflow.publish;

import io.logflow.job.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What an input held when it was converted.
 *
 * @param size bytes
 * @param sha256 lower-case hex, where it was read to the end
 */
public record FileContent(long size, Optional<String> sha256) {

  /** Whether a file holds this; reads it to the end where only that can tell. */
  public boolean isOf(Path file) {
    try {
      return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
          && Files.size(file) == size
          && (sha256.isEmpty() || sha256.get().equals(Sha256.of(file)));
    } catch (IOException unreadable) {
      return false;
    }
  }

  /** Whether a file's bytes have this hash, whatever size was expected; reads it to the end. */
  public boolean hasHashOf(Path file) {
    try {
      return sha256.isPresent() && sha256.get().equals(Sha256.of(file));
    } catch (IOException unreadable) {
      return false;
    }
  }
}
