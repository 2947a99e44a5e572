package io.logflow.flow.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Whether the clock of a disk is the clock of this machine. */
final class ClockCheck {
  private static final Duration APART = Duration.ofSeconds(5);

  private ClockCheck() {}

  static Finding look(Path folder, Clock clock) {
    try {
      Path probe = Files.createTempFile(Folders.existing(folder), ".logflow-doctor", ".tmp");
      try {
        return compare(folder, Files.getLastModifiedTime(probe).toInstant(), clock.instant());
      } finally {
        Files.delete(probe);
      }
    } catch (IOException e) {
      return Finding.warn("clock", "It cannot be compared with that of a disk: " + e + ".", "");
    }
  }

  static Finding compare(Path folder, Instant disk, Instant machine) {
    Duration apart = Duration.between(disk, machine).abs();
    return apart.compareTo(APART) > 0
        ? Finding.warn(
            "clock",
            "The disk of %s and this machine are %d s apart.".formatted(folder, apart.toSeconds()),
            "Let both take their time from one source (NTP).")
        : Finding.ok("clock", "This machine and the disk of " + folder + " agree.");
  }
}
