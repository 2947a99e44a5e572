package io.logflow.client;

import io.logflow.job.ErrorKind;
import io.logflow.job.LogFlowException;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLHandshakeException;

/** How often something is tried that may go better later, with longer and longer pauses. */
final class Patience {
  private static final int TRIES = 8;

  /** A server that has lost a connection and does not know yet holds its upload for a minute. */
  private static final int INVITED_TRIES = 40;

  private static final long FIRST_MILLIS = 200;
  private static final long LONGEST_MILLIS = 15_000;

  private final String server;
  private final boolean known;
  private int failures;
  private int invitations;

  /**
   * @param known whether the server has answered before; one that has not may not be there at all
   */
  Patience(String server, boolean known) {
    this.server = server;
    this.known = known;
  }

  /** Something went well: what fails from here on is tried as often again. */
  void restored() {
    failures = 0;
    invitations = 0;
  }

  /**
   * Waits after a failure.
   *
   * @throws LogFlowException where it has failed too often, or trying again cannot help
   */
  void after(IOException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SSLHandshakeException) {
        throw ErrorKind.CONFIGURATION.error(
            "The certificate of " + server + " is not trusted: " + cause.getMessage() + ".",
            "Give it with --cacert FILE, or its fingerprint with --fingerprint; 'logflow serve'"
                + " prints both.",
            failure);
      }
    }
    failures++;
    boolean nobody = !known && failure instanceof ConnectException;
    if (failures >= TRIES || nobody) {
      throw ErrorKind.STATE.error(
          "The server " + server + " cannot be reached: " + words(failure) + ".",
          "See whether it runs and whether the address is right, and try again.",
          failure);
    }
    pause(Duration.ofMillis(Math.min(LONGEST_MILLIS, FIRST_MILLIS << failures)));
  }

  /** Whether another try is left after an answer that asked for one. */
  boolean goesOn() {
    invitations++;
    return invitations < INVITED_TRIES;
  }

  private static String words(IOException failure) {
    return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
  }

  /** Waits. */
  static void pause(Duration time) {
    try {
      TimeUnit.MILLISECONDS.sleep(time.toMillis());
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  static LogFlowException interrupted(InterruptedException cause) {
    Thread.currentThread().interrupt();
    return ErrorKind.CANCELLED.error("The request was given up.", "", cause);
  }
}
