package io.logflow.settings;

import io.logflow.job.UnpackLimits;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What engines may use, and which one is wanted.
 *
 * @param defaultEngine {@code auto}, or the name of an engine
 * @param duckdbFromBytes with {@code auto}, size of an input from which duckdb is taken
 * @param memoryLimitBytes memory of the whole process, heap and native, for all jobs together
 * @param threads threads of the whole process, at least 1
 * @param tempDir folder for temporary files; whoever uses it makes it
 * @param unpacking how far one compressed input may grow
 * @param maxJobTime how long one job may be worked on; empty is without end
 */
public record EngineSettings(
    String defaultEngine,
    long duckdbFromBytes,
    long memoryLimitBytes,
    int threads,
    Path tempDir,
    UnpackLimits unpacking,
    Optional<Duration> maxJobTime) {
  private static final long MEMORY_AT_MOST = 4_000_000_000L;

  static EngineSettings of(Settings settings) {
    return new EngineSettings(
        settings.text("engine.default"),
        settings.bytes("engine.duckdb_from"),
        settings
            .given("engine.memory_limit")
            .map(limit -> Sizes.parse(limit).orElseThrow())
            .orElseGet(EngineSettings::automaticMemory),
        threads((int) settings.number("engine.threads")),
        settings
            .given("engine.temp_dir")
            .map(Path::of)
            .orElseGet(() -> settings.home().resolve(".logflow").resolve("tmp")),
        new UnpackLimits(
            settings.bytes("engine.max_unpacked_size"),
            settings.number("engine.max_unpacked_ratio"),
            settings.bytes("engine.temp_reserve"),
            settings.bytes("engine.max_zstd_window")),
        settings.given("engine.max_job_time").flatMap(Durations::parse));
  }

  private static int threads(int wanted) {
    return wanted == 0 ? Runtime.getRuntime().availableProcessors() : wanted;
  }

  private static long automaticMemory() {
    var system =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return Math.min(MEMORY_AT_MOST, system.getTotalMemorySize() / 2);
  }
}
