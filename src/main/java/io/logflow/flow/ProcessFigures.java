package io.logflow.flow;

import java.io.IOException;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What the system and the Java machine tell of this process. */
final class ProcessFigures {
  private static final Path STATUS = Path.of("/proc/self/status");
  private static final String PEAK = "VmHWM:";

  /** Jobs that end one soon after another share a look at the system's file. */
  private static final long FRESH_NANOS = 50_000_000;

  private static volatile Reading lastPeak;

  private ProcessFigures() {}

  /** Bytes of the heap in use. */
  static long heapUsed() {
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  /**
   * Most bytes of memory that the process has held so far: resident memory where the system tells
   * it, else the sum of the peaks of the Java machine's own memory.
   */
  static long peakMemory() {
    Reading last = lastPeak;
    if (last == null || System.nanoTime() - last.nanos() > FRESH_NANOS) {
      last = new Reading(peakResident().orElseGet(ProcessFigures::peakOfPools), System.nanoTime());
      lastPeak = last;
    }
    return last.bytes();
  }

  private record Reading(long bytes, long nanos) {}

  private static OptionalLong peakResident() {
    try (Stream<String> lines = Files.lines(STATUS)) {
      return lines
          .filter(line -> line.startsWith(PEAK))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) * 1024)
          .findFirst();
    } catch (IOException elsewhere) {
      return OptionalLong.empty();
    }
  }

  private static long peakOfPools() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .map(MemoryPoolMXBean::getPeakUsage)
        .mapToLong(usage -> usage == null ? 0 : usage.getUsed())
        .sum();
  }

  /** Milliseconds that garbage collection has taken since the process began. */
  static long collectionMillis() {
    long millis = 0;
    for (GarbageCollectorMXBean collector : Collectors.ALL) {
      millis += Math.max(0, collector.getCollectionTime());
    }
    return millis;
  }

  /** To look them up takes longer than to ask them. */
  private static final class Collectors {
    static final List<GarbageCollectorMXBean> ALL =
        List.copyOf(ManagementFactory.getGarbageCollectorMXBeans());
  }
}
