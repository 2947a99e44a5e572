package io.logflow.flow.doctor;

import io.logflow.job.LogFlowException;
import io.logflow.store.StateDatabase;
import io.logflow.store.StateStatus;
import io.logflow.store.StateView;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether the state database can be used, and its newest times are not in the future. */
final class DatabaseCheck {
  private static final String SUBJECT = "database";
  private static final Duration AHEAD = Duration.ofMinutes(5);

  private DatabaseCheck() {}

  static List<Finding> look(Path database, Clock clock) {
    List<Finding> findings = new ArrayList<>();
    Path file = database.toAbsolutePath();
    findings.add(Folders.writable(SUBJECT, file.getParent()));
    try {
      StateStatus status = StateDatabase.at(file).status();
      findings.add(standing(status));
      if (status.exists() && status.version() == status.latest() && status.sound()) {
        findings.addAll(inside(file, clock));
      }
    } catch (LogFlowException e) {
      findings.add(Finding.fail(SUBJECT, e.getMessage(), e.remedy()));
    }
    return findings;
  }

  private static Finding standing(StateStatus status) {
    if (!status.exists()) {
      return Finding.ok(SUBJECT, status.database() + " is made by the first conversion.");
    }
    if (!status.sound()) {
      return Finding.fail(
          SUBJECT,
          status.database() + " is damaged: " + status.finding() + ".",
          "Put a backup in its place ('logflow db backup' and every migration make one).");
    }
    if (status.version() > status.latest()) {
      return Finding.fail(
          SUBJECT,
          "%s has schema version %d, and this LogFlow knows %d."
              .formatted(status.database(), status.version(), status.latest()),
          "Use the newer LogFlow that made it.");
    }
    return status.version() < status.latest()
        ? Finding.warn(
            SUBJECT,
            "Its schema version is %d of %d.".formatted(status.version(), status.latest()),
            "The next conversion takes it there, or 'logflow db migrate'.")
        : Finding.ok(
            SUBJECT, status.database() + " is sound, schema version " + status.version() + ".");
  }

  private static List<Finding> inside(Path file, Clock clock) {
    List<Finding> findings = new ArrayList<>();
    if (Folders.isOpenToOthers(file)) {
      findings.add(
          Finding.warn(SUBJECT, "Others can read " + file + ".", "chmod 600 '" + file + "'"));
    }
    try (StateView view = StateView.open(file).orElseThrow()) {
      view.each(
          "doctor-journal",
          row -> findings.add(journal(String.valueOf(row.values().iterator().next()))));
      view.each("doctor-newest", row -> newest(row.get("newest"), clock).ifPresent(findings::add));
    }
    return findings;
  }

  static Finding journal(String mode) {
    return mode.equals("wal")
        ? Finding.ok(SUBJECT, "It keeps a write-ahead log.")
        : Finding.warn(
            SUBJECT,
            "It keeps no write-ahead log but '" + mode + "'.",
            "The next conversion turns it on; if it does not, the disk cannot do it: choose a local"
                + " one.");
  }

  private static Optional<Finding> newest(Object millis, Clock clock) {
    if (!(millis instanceof Number time)) {
      return Optional.empty();
    }
    Instant newest = Instant.ofEpochMilli(time.longValue());
    return newest.isAfter(clock.instant().plus(AHEAD))
        ? Optional.of(
            Finding.warn(
                "clock",
                "The newest job is of " + newest + ", which is to come.",
                "Set the clock of this machine; inputs kept for a time stay longer until then."))
        : Optional.empty();
  }
}
