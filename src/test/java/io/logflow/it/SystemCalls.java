package io.logflow.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code strace} sees of a process: flushes, and changes of names, in their order. */
final class SystemCalls {
  private static final String TRACED =
      "trace=fsync,fdatasync,link,linkat,rename,renameat,renameat2,unlink,unlinkat";
  private static final Pattern LINE = Pattern.compile("(?<pid>\\d+) +(?<text>.*)");
  private static final Pattern RESUMED = Pattern.compile("<\\.\\.\\. \\w+ resumed>(?<rest>.*)");

  private final Process strace;
  private final Path log;

  private SystemCalls(Process strace, Path log) {
    this.strace = strace;
    this.log = log;
  }

  /**
   * One call.
   *
   * @param text the call with its arguments; the path of each file descriptor stands behind it
   * @param begun line on which it began
   * @param ended line on which it had ended, well
   */
  record Call(String text, int begun, int ended) {
    boolean isFlushOf(String path) {
      return (text.startsWith("fsync(") || text.startsWith("fdatasync("))
          && text.contains("<" + path + ">");
    }

    boolean names(String... parts) {
      for (String part : parts) {
        if (!text.contains(part)) {
          return false;
        }
      }
      return text.startsWith("link") || text.startsWith("rename");
    }

    boolean removes(String path) {
      return text.startsWith("unlink") && text.contains(path);
    }
  }

  static boolean areVisible() {
    try {
      Process version = new ProcessBuilder("strace", "-V").redirectErrorStream(true).start();
      version.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
      return version.waitFor() == 0;
    } catch (IOException missing) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Looks at a process from now on; empty where this user may not. */
  static Optional<SystemCalls> of(Process process, Path folder) throws IOException {
    Path log = folder.resolve("strace.txt");
    Path messages = folder.resolve("strace-messages.txt");
    Process strace =
        new ProcessBuilder(
                "strace",
                "-f",
                "-y",
                "-s",
                "4096",
                "-e",
                TRACED,
                "-o",
                log.toString(),
                "-p",
                String.valueOf(process.pid()))
            .redirectErrorStream(true)
            .redirectOutput(messages.toFile())
            .start();
    WatchRig.await(() -> !strace.isAlive() || Files.readString(messages).contains("attached"));
    return strace.isAlive() ? Optional.of(new SystemCalls(strace, log)) : Optional.empty();
  }

  /** Ends the look and returns all calls that went well, in the order in which they began. */
  List<Call> end() throws IOException, InterruptedException {
    strace.destroy();
    strace.waitFor(1, TimeUnit.MINUTES);
    List<Call> calls = new ArrayList<>();
    Map<String, Call> open = new HashMap<>();
    List<String> lines = Files.readAllLines(log);
    for (int number = 0; number < lines.size(); number++) {
      Matcher line = LINE.matcher(lines.get(number));
      if (line.matches()) {
        read(line.group("pid"), line.group("text"), number, open, calls);
      }
    }
    return calls;
  }

  private static void read(
      String pid, String text, int number, Map<String, Call> open, List<Call> calls) {
    Matcher resumed = RESUMED.matcher(text);
    if (text.endsWith("<unfinished ...>")) {
      open.put(pid, new Call(text, number, number));
    } else if (resumed.matches()) {
      Call begun = open.remove(pid);
      if (begun != null && text.endsWith("= 0")) {
        calls.add(new Call(begun.text(), begun.begun(), number));
      }
    } else if (text.endsWith("= 0")) {
      calls.add(new Call(text, number, number));
    }
  }

  /** The first call like this that began after another one had ended. */
  static Optional<Call> after(List<Call> calls, Call earlier, Predicate<Call> wanted) {
    return calls.stream()
        .filter(call -> call.begun() > earlier.ended())
        .filter(wanted)
        .min((one, other) -> Integer.compare(one.ended(), other.ended()));
  }
}
