package io.logflow.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Points at which a test can make this process fail. Without the system property {@code
 * logflow.faults} they do nothing. It lists {@code point=action} or {@code point@n=action} for the
 * n-th time, parted by commas; actions are {@code halt}, {@code throw}, {@code enospc}, {@code
 * memory}, {@code stack}, {@code sleep:<milliseconds>}, {@code touch:<file>} and {@code until:<file
 * that will be there>}.
 */
public final class Faults {
  private static final int KILLED = 137;
  private static final Map<String, Fault> SET = parse(System.getProperty("logflow.faults", ""));

  private record Fault(String action, int turn, AtomicInteger passed) {}

  private Faults() {}

  private static Map<String, Fault> parse(String text) {
    Map<String, Fault> faults = new LinkedHashMap<>();
    for (String part : text.isBlank() ? new String[0] : text.split(",", -1)) {
      String[] sides = part.strip().split("=", 2);
      String[] point = sides[0].split("@", 2);
      int turn = point.length == 2 ? Integer.parseInt(point[1]) : 0;
      faults.put(point[0], new Fault(sides[1], turn, new AtomicInteger()));
    }
    return faults;
  }

  /** Passes a point. */
  public static void at(String point) {
    if (!SET.isEmpty() && SET.containsKey(point)) {
      pass(point, SET.get(point));
    }
  }

  /** Passes a point where a file is written. */
  public static void atFile(String point) throws IOException {
    try {
      at(point);
    } catch (OutputException full) {
      throw new IOException("No space left on device", full);
    }
  }

  /** What can be made to fail at its n-th time, by tests within this process. */
  public enum Kind {
    /** A change of the file system. */
    FILE,
    /** A statement on the state database. */
    STATEMENT
  }

  private static final Map<Kind, AtomicLong> LEFT =
      Map.of(Kind.FILE, new AtomicLong(), Kind.STATEMENT, new AtomicLong());

  /**
   * Lets one operation fail.
   *
   * @param turn which one from now on; 0 none
   */
  public static void failAt(Kind kind, long turn) {
    LEFT.get(kind).set(turn);
  }

  /** Whether the operation that was to fail has come. */
  public static boolean hasFailed(Kind kind) {
    return LEFT.get(kind).get() <= 0;
  }

  private static boolean fails(Kind kind) {
    AtomicLong left = LEFT.get(kind);
    return left.get() > 0 && left.decrementAndGet() == 0;
  }

  /** Passes a change of the file system. */
  public static void file() throws IOException {
    if (fails(Kind.FILE)) {
      throw new IOException("Input/output error");
    }
  }

  /** Passes a statement. */
  public static void statement() throws SQLException {
    if (fails(Kind.STATEMENT)) {
      throw new SQLException("[SQLITE_IOERR] Some kind of disk I/O error occurred");
    }
  }

  private static void pass(String point, Fault fault) {
    int turn = fault.passed().incrementAndGet();
    if (fault.turn() != 0 && fault.turn() != turn) {
      return;
    }
    String[] action = fault.action().split(":", 2);
    switch (action[0]) {
      case "halt" -> Runtime.getRuntime().halt(KILLED);
      case "throw" -> throw new IllegalStateException("fault at " + point);
      case "enospc" ->
          throw ErrorKind.DISK_FULL.error("The disk is full at " + point + ".", "This is a test.");
      case "memory" -> throw new OutOfMemoryError("fault at " + point);
      case "stack" -> throw new StackOverflowError("fault at " + point);
      case "sleep" ->
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(Long.parseLong(action[1])));
      case "touch" -> touch(Path.of(action[1]));
      case "until" -> await(Path.of(action[1]));
      default ->
          throw new IllegalArgumentException("logflow.faults knows no action " + fault.action());
    }
  }

  private static void touch(Path file) {
    try {
      Files.write(file, new byte[0]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Says that the point is reached by a file beside the one that is waited for. */
  private static void await(Path file) {
    touch(file.resolveSibling(file.getFileName() + ".reached"));
    while (!Files.exists(file)) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }
}
