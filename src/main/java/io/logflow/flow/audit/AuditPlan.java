package io.logflow.flow.audit;

import io.logflow.settings.InboxSettings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What is to be audited, and how.
 *
 * @param inboxes the doors with their outputs: inboxes, schedules, the HTTP server
 * @param database the state database
 * @param scratch folders of temporary files and unpacked libraries
 * @param manifest what was put into the inboxes, where that is known
 * @param allowMissing whether somebody may have taken outputs and finished inputs away
 * @param full whether every value of every output is read, not its footer only
 * @param start when the process that asks was started; what it makes itself is no residue
 */
public record AuditPlan(
    List<InboxSettings> inboxes,
    Path database,
    List<Path> scratch,
    Optional<Manifest> manifest,
    boolean allowMissing,
    boolean full,
    Instant start) {
  public AuditPlan {
    inboxes = List.copyOf(inboxes);
    scratch = List.copyOf(scratch);
  }
}
