package io.logflow.job;

/**
 * The kinds of failure. The kind decides the exit code, the HTTP status, the metric label and
 * whether the failure is the file's fault or may pass by itself.
 */
public enum ErrorKind {
  /** A fault of LogFlow itself. */
  INTERNAL(1, 500, false),
  /** An unknown option, a wrong argument. */
  USAGE(2, 400, false),
  /** A setting is unknown, of the wrong type, out of range, or in a file that may not hold it. */
  CONFIGURATION(2, 400, false),
  /** The state database is unusable: newer schema, damaged, not writable. */
  STATE(3, 503, true),
  /** The input does not exist or is not a regular file. */
  INPUT_NOT_FOUND(4, 404, false),
  /** The input exists and may not be read. */
  INPUT_UNREADABLE(4, 403, false),
  /** The content is not of a format that LogFlow reads. */
  UNSUPPORTED_FORMAT(5, 415, false),
  /** The bytes do not decode in the encoding that was found or given. */
  BAD_ENCODING(5, 422, false),
  /** The text was read and makes no table. */
  MALFORMED_INPUT(5, 422, false),
  /** No input has any text. */
  EMPTY_INPUT(5, 422, false),
  /** More rows were rejected than {@code max_rejects} allows. */
  TOO_MANY_REJECTS(6, 422, false),
  /** The output exists and may not be replaced. */
  OUTPUT_EXISTS(7, 409, false),
  /** The output's folder may not be written. */
  OUTPUT_NOT_WRITABLE(8, 507, true),
  /** A file system is full. */
  DISK_FULL(8, 507, true),
  /** A size, length or count is over its limit; the message names the limit. */
  LIMIT_EXCEEDED(10, 413, false),
  /** The input changed while it was read. */
  INPUT_CHANGED(11, 409, true),
  /** An engine failed, or no engine can do the job. */
  ENGINE(12, 500, false),
  /** The input would change a schema that is frozen. */
  SCHEMA_CHANGED(17, 409, false),
  /** What was written is not what was read; nothing was published. */
  VERIFICATION(13, 500, false),
  /** The job ran longer than it may. */
  TIMEOUT(14, 504, false),
  /** Somebody stopped the job. */
  CANCELLED(130, 409, false);

  /** Exit code of a job that completed with rejected rows. */
  public static final int EXIT_COMPLETED_WITH_REJECTS = 9;

  /** Exit code of a run in which some files failed for different reasons. */
  public static final int EXIT_SOME_FAILED = 15;

  /** Exit code of {@code doctor} where it found something wrong. */
  public static final int EXIT_FINDINGS = 16;

  private final int exitCode;
  private final int httpStatus;
  private final boolean transientFailure;

  ErrorKind(int exitCode, int httpStatus, boolean transientFailure) {
    this.exitCode = exitCode;
    this.httpStatus = httpStatus;
    this.transientFailure = transientFailure;
  }

  public int exitCode() {
    return exitCode;
  }

  public int httpStatus() {
    return httpStatus;
  }

  /** Whether trying again later may help without any change to the input. */
  public boolean isTransient() {
    return transientFailure;
  }

  /**
   * A failure of this kind.
   *
   * @param message what went wrong and where, one sentence
   * @param remedy what to do about it, one sentence; empty where nothing can be done
   */
  public LogFlowException error(String message, String remedy) {
    return error(message, remedy, null);
  }

  /** As {@link #error(String, String)}, with the exception behind it. */
  public LogFlowException error(String message, String remedy, Throwable cause) {
    return switch (this) {
      case USAGE, CONFIGURATION -> new ConfigurationException(this, message, remedy, cause);
      case STATE -> new StateException(this, message, remedy, cause);
      case INPUT_NOT_FOUND,
          INPUT_UNREADABLE,
          UNSUPPORTED_FORMAT,
          BAD_ENCODING,
          MALFORMED_INPUT,
          EMPTY_INPUT,
          TOO_MANY_REJECTS,
          LIMIT_EXCEEDED,
          INPUT_CHANGED,
          SCHEMA_CHANGED ->
          new InputException(this, message, remedy, cause);
      case OUTPUT_EXISTS, OUTPUT_NOT_WRITABLE, DISK_FULL ->
          new OutputException(this, message, remedy, cause);
      case CANCELLED -> new CancelledException(this, message, remedy, cause);
      case INTERNAL, ENGINE, VERIFICATION, TIMEOUT ->
          new ConversionException(this, message, remedy, cause);
    };
  }
}
