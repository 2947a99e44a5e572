package io.logflow.cli;

import io.logflow.flow.LiveControl;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;

/**
 * Shows how far one job is: a line that is written over on a terminal, a plain line every ten
 * seconds elsewhere. Quick jobs show nothing.
 */
final class ProgressLine implements LiveControl.Watcher, AutoCloseable {
  private static final Duration FIRST = Duration.ofMillis(300);
  private static final Duration ON_TERMINAL = Duration.ofMillis(200);
  private static final Duration ELSEWHERE = Duration.ofSeconds(10);
  private static final int BAR = 20;

  /** A rate over less says nothing. */
  private static final double LEAST_SECONDS = 0.1;

  private final PrintWriter out;
  private final boolean terminal;
  private final String name;
  private final long totalBytes;
  private final JobShare job;
  private final long start = System.nanoTime();
  private String stage = "";
  private long stageStart = System.nanoTime();
  private long nextShow;
  private int shownWidth;
  private boolean closed;

  /**
   * @param planOnly whether the job is only planned
   */
  ProgressLine(
      PrintWriter out,
      boolean terminal,
      String name,
      long totalBytes,
      boolean planOnly,
      boolean silent) {
    this.out = out;
    this.terminal = terminal;
    this.name = name;
    this.totalBytes = totalBytes;
    this.job = new JobShare(planOnly, totalBytes);
    this.closed = silent;
    this.nextShow = System.nanoTime() + (terminal ? FIRST : ELSEWHERE).toNanos();
  }

  @Override
  public synchronized void progress(String now, long bytes, long rows) {
    long time = System.nanoTime();
    if (!now.equals(stage)) {
      stage = now;
      stageStart = time;
    }
    double share = job.at(now, bytes);
    if (closed || time < nextShow) {
      return;
    }
    nextShow = time + (terminal ? ON_TERMINAL : ELSEWHERE).toNanos();
    show(text(share, bytes, rows, time));
  }

  private String text(double share, long bytes, long rows, long time) {
    double seconds = (time - stageStart) / 1e9;
    StringBuilder line = new StringBuilder(name).append("  ");
    if (terminal) {
      int full = (int) Math.round(share * BAR);
      line.append('[').append("#".repeat(full)).append("-".repeat(BAR - full)).append("] ");
    }
    line.append(String.format(Locale.ROOT, "%3.0f%%  ", Math.floor(share * 100)))
        .append(stage)
        .append("  ")
        .append(Figures.bytes(bytes))
        .append(" of ")
        .append(Figures.bytes(totalBytes));
    if (rows > 0) {
      line.append("  ").append(Figures.counted(rows, "row"));
    }
    if (seconds >= LEAST_SECONDS) {
      line.append("  ").append(Figures.bytes((long) (bytes / seconds))).append("/s");
    }
    if (share > 0.02) {
      Duration left = Duration.ofMillis((long) ((time - start) / 1e6 * (1 - share) / share));
      line.append("  ").append(Figures.duration(left.toMillis())).append(" left");
    }
    return line.toString();
  }

  private void show(String text) {
    if (terminal) {
      out.print("\r" + text + " ".repeat(Math.max(0, shownWidth - text.length())));
      shownWidth = text.length();
    } else {
      out.println(text);
    }
    out.flush();
  }

  /** Takes the line off the terminal. */
  @Override
  public synchronized void close() {
    if (shownWidth > 0) {
      out.print("\r" + " ".repeat(shownWidth) + "\r");
      out.flush();
      shownWidth = 0;
    }
    closed = true;
  }
}
