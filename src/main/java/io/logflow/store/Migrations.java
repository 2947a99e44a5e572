package io.logflow.store;

import java.util.List;

/**
 * The migration scripts, in order: the n-th makes schema version n. A script holds the way up and,
 * after {@code -- //@UNDO}, the way down.
 *
 * @param folder where they are on the class path
 * @param files their names, {@code <number>_<description>.sql}
 */
record Migrations(String folder, List<String> files) {
  static final Migrations OURS =
      new Migrations(
          "/migrations",
          List.of(
              "0001_initial.sql",
              "0002_inbox.sql",
              "0003_queue_order.sql",
              "0004_hooks.sql",
              "0005_ledger_claims.sql",
              "0006_metrics_view.sql",
              "0007_warnings.sql",
              "0008_contracts.sql",
              "0009_replay.sql",
              "0010_compaction.sql",
              "0011_batches.sql",
              "0012_http.sql",
              "0013_service.sql",
              "0014_tokens.sql"));

  Migrations {
    files = List.copyOf(files);
  }

  /** The schema version that they lead to. */
  int latest() {
    return files.size();
  }

  /** What a script is about, from its name. */
  static String description(String file) {
    return file.substring(file.indexOf('_') + 1, file.lastIndexOf('.')).replace('_', ' ');
  }
}
