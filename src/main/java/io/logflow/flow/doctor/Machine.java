package io.logflow.flow.doctor;

import com.sun.management.UnixOperatingSystemMXBean;
import io.logflow.duck.DuckFactory;
import io.logflow.duck.DuckLimits;
import io.logflow.duck.DuckUnavailableException;
import io.logflow.job.Codec;
import io.logflow.parquet.CodecProbe;
import io.logflow.store.StateStore;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The Java machine, its limits, and the native libraries. */
final class Machine {
  private static final String LIBRARIES =
      "Install the distribution that was built on this kind of machine.";
  private static final int OLDEST_JAVA = 17;
  private static final long FEW_FILES = 4096;
  private static final long DUCK_MEMORY = 100_000_000;

  private Machine() {}

  static List<Finding> look() {
    List<Finding> findings = new ArrayList<>();
    findings.add(java(Runtime.version().feature()));
    openFiles().ifPresent(findings::add);
    findings.add(sqlite());
    findings.add(duckDb());
    findings.add(codec(Codec.SNAPPY, CodecProbe.problem(Codec.SNAPPY)));
    findings.add(codec(Codec.ZSTD, CodecProbe.problem(Codec.ZSTD)));
    return findings;
  }

  static Finding java(int feature) {
    String text =
        "%s of %s, heap up to %d MB."
            .formatted(
                Runtime.version(),
                System.getProperty("java.vendor"),
                Runtime.getRuntime().maxMemory() / 1_000_000);
    return feature < OLDEST_JAVA
        ? Finding.fail("java", text, "Install a JDK of version 17 or newer.")
        : Finding.ok("java", text);
  }

  private static Optional<Finding> openFiles() {
    if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
      return Optional.of(openFiles(unix.getMaxFileDescriptorCount()));
    }
    return Optional.empty();
  }

  static Finding openFiles(long limit) {
    return limit < FEW_FILES
        ? Finding.warn(
            "open files",
            "A process may open " + limit + " files.",
            "Raise it with 'ulimit -n 65536', or LimitNOFILE= in a systemd unit.")
        : Finding.ok("open files", "A process may open " + limit + " files.");
  }

  private static Finding sqlite() {
    try {
      StateStore.inMemory().close();
      return Finding.ok("sqlite", "It works.");
    } catch (RuntimeException | LinkageError e) {
      return Finding.fail("sqlite", "It does not work: " + e + ".", LIBRARIES);
    }
  }

  private static Finding duckDb() {
    try {
      Path spill = Files.createTempDirectory("logflow-doctor");
      try (Connection connection =
          DuckFactory.open(new DuckLimits(1, DUCK_MEMORY, spill, DUCK_MEMORY), List.of())) {
        String version = connection.getMetaData().getDatabaseProductVersion();
        return Finding.ok("duckdb", version + " works.");
      } finally {
        Files.deleteIfExists(spill);
      }
    } catch (DuckUnavailableException | SQLException | IOException e) {
      return Finding.warn(
          "duckdb",
          "The engine duckdb is missing: " + e.getMessage() + ".",
          LIBRARIES + " The other engines do without it.");
    }
  }

  static Finding codec(Codec codec, Optional<String> problem) {
    return problem
        .map(why -> Finding.fail(codec.label(), "It does not work: " + why + ".", LIBRARIES))
        .orElseGet(() -> Finding.ok(codec.label(), "It works."));
  }
}
