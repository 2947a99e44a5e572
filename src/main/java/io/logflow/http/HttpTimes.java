package io.logflow.http;

import java.time.Duration;

/**
 * How long the server waits for a client.
 *
 * @param head until the whole head of a request is there
 * @param idle for the next byte of a body, and for a client to read on
 */
public record HttpTimes(Duration head, Duration idle) {
  /** What holds unless a test wants to see it sooner. */
  public static final HttpTimes STANDARD =
      new HttpTimes(Duration.ofSeconds(30), Duration.ofSeconds(60));
}
