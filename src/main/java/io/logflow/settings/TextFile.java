package io.logflow.settings;

import io.logflow.job.ErrorKind;
import io.logflow.job.LogFlowException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Reads a settings file: a regular file, UTF-8, at most one MiB. */
final class TextFile {
  static final int MAX_BYTES = 1 << 20;

  private TextFile() {}

  /** Its text without byte order mark; empty where there is no such file. */
  static Optional<String> read(Path file) {
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw unusable(file, "is not a regular file", null);
    }
    try (InputStream input = Files.newInputStream(file)) {
      byte[] bytes = input.readNBytes(MAX_BYTES + 1);
      if (bytes.length > MAX_BYTES) {
        throw unusable(file, "is larger than " + MAX_BYTES + " bytes", null);
      }
      return Optional.of(decode(bytes));
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    } catch (CharacterCodingException broken) {
      throw unusable(file, "is not UTF-8", broken);
    } catch (IOException failure) {
      if (standsBelowAFile(file)) {
        return Optional.empty();
      }
      throw unusable(file, "cannot be read", failure);
    }
  }

  /** Systems tell this from a file that is absent, and it is no less absent. */
  private static boolean standsBelowAFile(Path file) {
    Path above = file.toAbsolutePath().getParent();
    while (above != null && !Files.exists(above)) {
      above = above.getParent();
    }
    return above != null && !Files.isDirectory(above);
  }

  private static String decode(byte[] bytes) throws CharacterCodingException {
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static LogFlowException unusable(Path file, String why, Exception cause) {
    return ErrorKind.CONFIGURATION.error(
        "The settings file " + file + " " + why + ".",
        "Put a readable UTF-8 text file there, or remove it.",
        cause);
  }
}
