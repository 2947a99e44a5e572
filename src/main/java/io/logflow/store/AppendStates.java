package io.logflow.store;

import java.util.List;

/** How far files that something appends to were read. */
public final class AppendStates {
  private final Rows rows;

  public AppendStates(StateStore store) {
    this.rows = new Rows(store.writer(), store.database());
  }

  /**
   * What is known of a file by its identity, and then of others that were under its path, the
   * latest first.
   */
  public List<String> of(String door, String path, String identity) {
    return rows.query("append-states", door, path, identity).stream()
        .map(row -> (String) row.get("state"))
        .toList();
  }

  /** Enters under which path a file is now, of which nothing new was read. */
  public void seen(String door, String path, String identity, long at) {
    rows.update("append-seen", door, path, identity, at);
  }

  /** Forgets what an earlier attempt of a job has noted. */
  public void noSlice(String jobId) {
    rows.update("append-slice", jobId, null);
  }

  /** Notes with a job how far it reads its file; entered when the job ends well. */
  public void slice(String jobId, String state) {
    rows.update("append-slice", jobId, state);
  }
}
