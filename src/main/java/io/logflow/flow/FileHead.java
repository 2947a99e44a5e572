package io.logflow.flow;

import io.logflow.job.ErrorKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The beginning of a file, by which the schema cache knows it. */
final class FileHead {
  private static final int BYTES = 1 << 20;

  private FileHead() {}

  /** SHA-256 of the first MB (1 048 576 bytes), lower-case hex. */
  static String sha256(Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(in.readNBytes(BYTES));
      return HexFormat.of().formatHex(hash);
    } catch (IOException e) {
      throw ErrorKind.INPUT_UNREADABLE.error(
          "The input " + file + " cannot be read: " + e.getMessage() + ".",
          "Make the file readable and run again.",
          e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
