package io.logflow.http;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What handlers of streams ask of the jobs behind them. Every method waits for the disk. */
public interface JobDoor {
  /**
   * What a client wants to have converted, and how.
   *
   * @param name what the file is called
   * @param options settings by short or dotted name
   * @param profile the profile
   * @param key by which the client asks for the same once more
   */
  record Order(
      String name, Map<String, Object> options, Optional<String> profile, Optional<String> key) {}

  /**
   * How a job stands.
   *
   * @param document as JSON
   * @param status its state
   * @param open whether it waits or runs
   * @param failure why it has no result
   */
  record Standing(String document, String status, boolean open, Optional<Problem> failure) {}

  /**
   * Checks that there is room in the queue and on the disks.
   *
   * @param bytes that are about to come
   * @throws Refused 503
   */
  void requireRoom(long bytes);

  /** Checks what an order says, before its data comes. */
  void check(Order order);

  /** The job that has this key. */
  Optional<String> ofKey(String key);

  /**
   * Makes a job; when its id comes back, it is on record.
   *
   * @param stays whether the file is kept where it is, too
   */
  String accept(Path file, boolean stays, Order order);

  /**
   * A file of this machine that may be converted.
   *
   * @throws Refused 400 where it may not, whatever the reason
   */
  Path allowed(String path);

  /**
   * How a job stands.
   *
   * @throws Refused 404
   */
  Standing standing(String id);

  /**
   * The output of a job.
   *
   * @throws Refused 404, 409 where there is none yet, 410 where it is gone
   */
  Path result(String id);

  /** The rejected rows of a job; fails as {@link #result}. */
  Path rejects(String id);
}
