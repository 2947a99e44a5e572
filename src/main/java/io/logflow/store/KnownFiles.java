package io.logflow.store;

import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was taken of inboxes whose files stay where they are; jobs enter it when they are taken. */
public final class KnownFiles {
  private final Rows rows;

  public KnownFiles(StateStore store) {
    this.rows = new Rows(store.writer(), store.database());
  }

  /** Path to stamp of each file of a door that was taken. */
  public Map<String, String> stamps(String door) {
    Map<String, String> stamps = new HashMap<>();
    rows.query("known-files", door)
        .forEach(row -> stamps.put((String) row.get("path"), (String) row.get("stamp")));
    return stamps;
  }

  /** Paths of files of a door whose jobs have not come to their end. */
  public Set<String> busy(String door) {
    Set<String> busy = new HashSet<>();
    rows.query("known-busy", door).forEach(row -> busy.add((String) row.get("input_path")));
    return busy;
  }

  /** Other doors that have taken files below a folder. */
  public List<String> otherDoors(String door, Path folder) {
    return rows.query("known-doors", door, Queue.below(folder)).stream()
        .map(row -> (String) row.get("door"))
        .toList();
  }

  /** Gives a door what another one knows of a folder: files, jobs, and what was published. */
  public void takeOver(String from, String door, Path folder) {
    String below = Queue.below(folder);
    rows.update("known-adopt-jobs", from, door, below);
    rows.update("known-adopt-ledger", from, door);
    rows.update("known-adopt", from, door, below);
  }

  /** A file was not there, or not to be read, when its job looked for it: it is new again. */
  public void lose(String door, String path) {
    rows.update("known-lose", door, path);
  }

  /** A file was found changed before its job had read it: it is taken as it is now. */
  public void renew(String door, String path, String stamp, long now) {
    rows.update("known-renew", door, path, stamp, now);
  }

  /** Notes which files of a door are not there now. */
  public void gone(String door, Collection<String> paths, long now) {
    rows.update("known-gone", door, Queue.json(paths), now);
  }

  /**
   * Forgets the files of a door that have been gone since before this time; returns their paths.
   */
  public List<String> forget(String door, long goneBefore) {
    List<String> paths =
        rows.query("known-forgotten", door, goneBefore).stream()
            .map(row -> (String) row.get("path"))
            .toList();
    if (!paths.isEmpty()) {
      rows.update("known-forget", door, goneBefore);
    }
    return paths;
  }
}
