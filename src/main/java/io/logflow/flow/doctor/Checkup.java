package io.logflow.flow.doctor;

import io.logflow.settings.InboxSettings;
import io.logflow.settings.Settings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Looks at all that LogFlow needs: machine, database, folders, disks, clock. Leaves nothing behind.
 */
public final class Checkup {
  private Checkup() {}

  /**
   * Looks at everything.
   *
   * @param settings of the process
   * @param database the state database
   * @param inboxes folders that are watched
   */
  public static List<Finding> of(
      Settings settings, Path database, List<InboxSettings> inboxes, Clock clock) {
    List<Finding> findings = new ArrayList<>(Machine.look());
    findings.addAll(DatabaseCheck.look(database, clock));
    Path temp = settings.engine().tempDir();
    findings.add(Folders.writable("temporary folder", temp));
    Set<Path> disks = new LinkedHashSet<>(List.of(database.toAbsolutePath().getParent(), temp));
    for (InboxSettings inbox : inboxes) {
      findings.addAll(InboxCheck.look(inbox));
      disks.add(inbox.path());
      disks.add(inbox.output());
    }
    findings.addAll(DiskSpace.look(disks, settings.minFreeBytes()));
    findings.add(ClockCheck.look(database.toAbsolutePath().getParent(), clock));
    return findings;
  }
}
