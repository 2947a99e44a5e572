package io.logflow.job;

/** The live side of a running job: whether to stop, and how far it is. Safe for many threads. */
public interface Control {

  /** Whether somebody asked the job to stop. */
  boolean cancelled();

  /** Throws {@link CancelledException} if somebody asked the job to stop. */
  default void check() {
    if (cancelled()) {
      throw (CancelledException) ErrorKind.CANCELLED.error("The job was cancelled.", "");
    }
  }

  /**
   * Runs {@code action} once when the job is asked to stop, at once if it was asked already.
   *
   * @return undoes the registration
   */
  AutoCloseable onCancel(Runnable action);

  /**
   * Hears that a stage of the job begins or has ended. Time between two stages is not the job's: it
   * may wait for others.
   */
  default void working(boolean begins) {}

  /**
   * Tells how far a stage is.
   *
   * @param stage {@code unpack}, {@code scan}, {@code convert} or {@code verify}, in this order;
   *     {@code unpack} only where an input is compressed
   * @param bytes bytes of the inputs as they came in that are done in this stage
   * @param rows rows done in this stage
   */
  void progress(String stage, long bytes, long rows);

  /** A control that nobody watches and nobody stops. */
  Control NONE =
      new Control() {
        @Override
        public boolean cancelled() {
          return false;
        }

        @Override
        public AutoCloseable onCancel(Runnable action) {
          return () -> {};
        }

        @Override
        public void progress(String stage, long bytes, long rows) {}
      };
}
