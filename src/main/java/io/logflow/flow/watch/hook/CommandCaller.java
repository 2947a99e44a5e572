package io.logflow.flow.watch.hook;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts a program for each call: no shell, each argument is one argument whatever it holds. It
 * reads the facts as JSON from its standard input; exit code 0 is success.
 */
final class CommandCaller implements Caller {
  private static final Logger LOG = LoggerFactory.getLogger(CommandCaller.class);
  private static final int KEPT_BYTES = 4096;
  private static final int SHOWN = 300;
  private static final long LONGEST_MILLIS = 20;

  private final List<String> command;
  private final Duration timeout;

  CommandCaller(List<String> command, Duration timeout) {
    this.command = List.copyOf(command);
    this.timeout = timeout;
  }

  @Override
  public void call(Map<String, Object> facts) throws HookFailure, InterruptedException {
    List<String> arguments = command.stream().map(part -> Facts.filled(part, facts)).toList();
    Process process = start(arguments);
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    try {
      tell(process, Facts.json(facts));
      if (!ended(process, kept)) {
        throw new HookFailure("did not end within " + timeout.toMillis() + " ms");
      }
    } catch (IOException e) {
      throw new HookFailure("cannot be followed: " + e.getMessage(), e);
    } finally {
      killTree(process);
      close(process);
    }
    String output = printable(kept.toString(UTF_8).strip());
    LOG.info("{} ended with exit code {}. {}", arguments.get(0), process.exitValue(), output);
    if (process.exitValue() != 0) {
      throw new HookFailure(
          "ended with exit code " + process.exitValue() + ". " + firstOf(output).strip());
    }
  }

  private static Process start(List<String> arguments) throws HookFailure {
    try {
      return new ProcessBuilder(arguments).redirectErrorStream(true).start();
    } catch (IOException e) {
      throw new HookFailure("cannot be started: " + e.getMessage(), e);
    }
  }

  /** In a thread of its own: a program may read nothing. */
  private static void tell(Process process, String json) {
    Thread writer = new Thread(() -> write(process, json), "hook-input");
    writer.setDaemon(true);
    writer.start();
  }

  private static void write(Process process, String json) {
    try (OutputStream input = process.getOutputStream()) {
      input.write(json.getBytes(UTF_8));
    } catch (IOException closedUnread) {
      return;
    }
  }

  /**
   * Waits for the program's end and takes its output meanwhile, never more than is there: a child
   * of the program may hold the other end for ever.
   */
  private boolean ended(Process process, ByteArrayOutputStream kept)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + timeout.toNanos();
    long pause = 1;
    while (System.nanoTime() - end < 0) {
      pause = drain(process.getInputStream(), kept, end) ? 1 : Math.min(pause * 2, LONGEST_MILLIS);
      if (process.waitFor(pause, TimeUnit.MILLISECONDS)) {
        drain(process.getInputStream(), kept, end);
        return true;
      }
    }
    return false;
  }

  /** Whether there was anything. */
  private static boolean drain(InputStream output, ByteArrayOutputStream kept, long end)
      throws IOException {
    byte[] buffer = new byte[1 << 16];
    boolean any = false;
    while (output.available() > 0 && System.nanoTime() - end < 0) {
      int read = output.read(buffer, 0, Math.min(buffer.length, output.available()));
      if (read > 0) {
        kept.write(buffer, 0, Math.min(read, KEPT_BYTES - kept.size()));
        any = true;
      }
    }
    return any;
  }

  private static void killTree(Process process) {
    if (process.isAlive()) {
      List<ProcessHandle> tree =
          Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
      tree.forEach(ProcessHandle::destroyForcibly);
    }
  }

  private static void close(Process process) {
    try {
      process.getInputStream().close();
    } catch (IOException e) {
      LOG.debug("The output of a hook cannot be closed.", e);
    }
  }

  private static String printable(String text) {
    return text.replaceAll("[\\p{Cntrl}&&[^\n]]", "?").replace("\n", " / ");
  }

  private static String firstOf(String text) {
    return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
  }
}
