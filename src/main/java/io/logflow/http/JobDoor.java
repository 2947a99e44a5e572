package io.logflow.http;

import io.logflow.job.Sha256;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What handlers of streams ask of the jobs behind them. Every method waits for the disk. */
public interface JobDoor {
  /**
   * What a client wants to have converted, and how.
   *
   * @param name what the file is called
   * @param options settings by short or dotted name
   * @param profile the profile
   * @param key by which the client asks for the same once more
   * @param source what tells its data from other data
   */
  record Order(
      String name,
      Map<String, Object> options,
      Optional<String> profile,
      Optional<String> key,
      String source) {

    /** As the parameters of a request say. */
    static Order of(Query query, String name, Optional<String> key, String source) {
      return new Order(
          query.text("name").map(ClientNames::safe).orElse(name),
          query.except("name", "profile", "wait"),
          query.text("profile"),
          key,
          source);
    }

    /** SHA-256 of all that the client asks for. */
    public String requestHash() {
      Map<String, Object> options = new TreeMap<>(options());
      return Sha256.of(List.of(source, name, options, profile.orElse("")).toString());
    }
  }

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

  /** Whether a job has this key. */
  boolean isKnown(String key);

  /**
   * The job that was made of the same order before.
   *
   * @throws Refused 422 where its key was given for another one
   */
  Optional<String> again(Order order);

  /**
   * Makes a job; when its id comes back, it is on record.
   *
   * @param stays whether the file is kept where it is, too
   */
  String accept(Path file, boolean stays, Order order);

  /** A question that may take long. */
  interface Question {
    /** The answer, JSON. */
    String answer();

    /** Gives it up, from any thread. */
    void cancel();
  }

  /** What a file would become if it was converted so. */
  Question plan(Path file, Order order);

  /**
   * Copies a file of this machine that may be converted.
   *
   * @param to where no file is yet
   * @throws Refused 400 where it may not, whatever the reason
   */
  void copy(String path, Path to);

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
