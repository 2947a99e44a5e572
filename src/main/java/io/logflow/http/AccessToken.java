package io.logflow.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logflow.job.LogFlowException;
import io.logflow.job.Sha256;
import io.logflow.store.SecretFile;
import java.nio.file.Path;
import java.security.MessageDigest;

/** The token of this installation, in a file that only its user can read. */
public final class AccessToken {
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
    return new AccessToken(
        SecretFile.at(
            file,
            "token file",
            "Remove it; the next start makes a new one, which clients must then use."));
  }

  /** Whether this is the token; takes as long whether or not a beginning is right. */
  public boolean matches(String token) {
    return MessageDigest.isEqual(digest, digest(token));
  }

  private static byte[] digest(String token) {
    return Sha256.digest().digest(token.getBytes(UTF_8));
  }
}
