package io.logflow.client;

/** Hears how a remote conversion goes on. */
public interface Watcher {
  /** Listens to nothing. */
  Watcher NONE = new Watcher() {};

  /**
   * So many bytes of a file have come or gone.
   *
   * @param stage {@code upload} or {@code download}
   * @param bytes so far
   * @param total of the whole file
   */
  default void moved(String stage, long bytes, long total) {}

  /** The server has the file and has made a job of it. */
  default void accepted(String jobId) {}
}
