package io.logflow.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logflow.job.ErrorKind;
import io.logflow.job.LogFlowException;
import io.logflow.job.Sha256;
import io.logflow.store.PrivateFiles;
import io.logflow.store.Tokens;
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
import java.security.MessageDigest;
import java.util.Set;

/** The token of this installation, in a file that only its user can read. */
public final class AccessToken {
  private static final Set<PosixFilePermission> OF_OWNER =
      PosixFilePermissions.fromString("rw-------");

  private final byte[] digest;

  private AccessToken(String token) {
    this.digest = digest(token);
  }

  /**
   * Reads the token; makes one where there is none.
   *
   * @throws LogFlowException CONFIGURATION where others may read it, or it is no token
   */
  public static AccessToken at(Path file) {
    try {
      if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
        make(file);
      }
      requirePrivate(file);
      String token = Files.readString(file).strip();
      if (!Tokens.FORM.matcher(token).matches()) {
        throw ErrorKind.CONFIGURATION.error(
            "The file " + file + " holds no token.",
            "Remove it; the next start makes a new one, which clients must then use.");
      }
      return new AccessToken(token);
    } catch (IOException e) {
      throw ErrorKind.CONFIGURATION.error(
          "The token file " + file + " cannot be used: " + e.getMessage() + ".",
          "Let this user read and write it, and nobody else.",
          e);
    }
  }

  /** Under another name first: nobody reads half a token. */
  private static void make(Path file) throws IOException {
    PrivateFiles.createFolder(file.getParent());
    String token = Tokens.random();
    Path made = Files.createTempFile(file.getParent(), "token", ".tmp");
    try {
      try (FileChannel channel = FileChannel.open(made, StandardOpenOption.WRITE)) {
        channel.write(ByteBuffer.wrap((token + "\n").getBytes(UTF_8)));
        channel.force(true);
      }
      Files.createLink(file, made);
    } catch (FileAlreadyExistsException e) { // Another start was first; its token counts.
      return;
    } finally {
      Files.deleteIfExists(made);
    }
  }

  private static void requirePrivate(Path file) throws IOException {
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    boolean regular = Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
    if (!regular || (posix && !OF_OWNER.containsAll(Files.getPosixFilePermissions(file)))) {
      throw ErrorKind.CONFIGURATION.error(
          "The token file " + file + " may be read by others, or is no regular file.",
          "Remove it, or let only its owner read it (chmod 600) if nobody else has read it.");
    }
  }

  /** Whether this is the token; takes as long whether or not a beginning is right. */
  public boolean matches(String token) {
    return MessageDigest.isEqual(digest, digest(token));
  }

  private static byte[] digest(String token) {
    return Sha256.digest().digest(token.getBytes(UTF_8));
  }
}
