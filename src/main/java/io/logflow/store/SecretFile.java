package io.logflow.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logflow.job.ErrorKind;
import io.logflow.job.LogFlowException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** A random secret of this installation, in a file that only its user can read. */
public final class SecretFile {
  private static final Set<PosixFilePermission> OF_OWNER =
      PosixFilePermissions.fromString("rw-------");

  private SecretFile() {}

  /**
   * Reads the secret; makes one where there is none.
   *
   * @param what the file in words, for messages
   * @param lost what to do where the file holds no secret
   * @throws LogFlowException CONFIGURATION where others may read it, or it holds none
   */
  public static String at(Path file, String what, String lost) {
    try {
      if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
        make(file);
      }
      requirePrivate(file, what);
      String secret = Files.readString(file).strip();
      if (!Tokens.FORM.matcher(secret).matches()) {
        throw ErrorKind.CONFIGURATION.error("The " + what + " " + file + " holds none.", lost);
      }
      return secret;
    } catch (IOException e) {
      throw ErrorKind.CONFIGURATION.error(
          "The " + what + " " + file + " cannot be used: " + e.getMessage() + ".",
          "Let this user read and write it, and nobody else.",
          e);
    }
  }

  /** Under another name first: nobody reads half a secret. */
  private static void make(Path file) throws IOException {
    PrivateFiles.createFolder(file.getParent());
    Path made = Files.createTempFile(file.getParent(), "secret", ".tmp");
    try {
      try (FileChannel channel = FileChannel.open(made, StandardOpenOption.WRITE)) {
        channel.write(ByteBuffer.wrap((Tokens.random() + "\n").getBytes(UTF_8)));
        channel.force(true);
      }
      Files.createLink(file, made);
    } catch (FileAlreadyExistsException e) { // Another start was first; its secret counts.
      return;
    } finally {
      Files.deleteIfExists(made);
    }
  }

  /**
   * Fails unless only the owner of a regular file may read it.
   *
   * @throws LogFlowException CONFIGURATION
   */
  public static void requirePrivate(Path file, String what) throws IOException {
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    boolean regular = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    if (!regular || (posix && !OF_OWNER.containsAll(Files.getPosixFilePermissions(file)))) {
      throw ErrorKind.CONFIGURATION.error(
          "The " + what + " " + file + " may be read by others, or is no regular file.",
          "Remove it, or let only its owner read it (chmod 600) if nobody else has read it.");
    }
  }
}
