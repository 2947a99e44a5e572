package io.logflow.store;

import io.logflow.job.SchemaVersion;
import io.logflow.job.Target;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The schema contracts of output folders, and every revision of them. */
public final class Contracts {
  private final Rows rows;

  public Contracts(StateStore store) {
    this.rows = new Rows(store);
  }

  /** The newest revision of a folder's contract. */
  public Optional<SchemaVersion> newest(String folder) {
    return rows.query("contracts-newest", folder).stream().map(Contracts::version).findFirst();
  }

  /** All revisions of a folder's contract, oldest first. */
  public List<SchemaVersion> all(String folder) {
    return rows.query("contracts-all", folder).stream().map(Contracts::version).toList();
  }

  /**
   * The contract that an output was written by: of the nearest folder above it that has one, or is
   * that of a version.
   */
  public Optional<SchemaVersion> ofOutput(Path output) {
    for (Path above = output.getParent(); above != null; above = above.getParent()) {
      Optional<SchemaVersion> mine = version(above.toString(), 1);
      if (mine.isPresent()) {
        return mine;
      }
      Optional<Integer> number = Target.versionOf(above);
      Optional<SchemaVersion> later =
          number.isEmpty()
              ? Optional.empty()
              : version(Target.rootOf(above).toString(), number.get());
      if (later.isPresent()) {
        return later;
      }
    }
    return Optional.empty();
  }

  /** The newest contract of the nearest folder at or above a path that has one. */
  public Optional<SchemaVersion> newestAbove(Path path) {
    return Stream.iterate(path, Objects::nonNull, Path::getParent)
        .flatMap(folder -> newest(folder.toString()).stream())
        .findFirst();
  }

  /** The last revision of one version. */
  public Optional<SchemaVersion> version(String folder, int version) {
    return all(folder).stream()
        .filter(one -> one.version() == version)
        .reduce((earlier, later) -> later);
  }

  /** The folders that have a contract. */
  public List<String> folders() {
    return rows.query("contracts-folders").stream()
        .map(row -> String.valueOf(row.get("folder")))
        .toList();
  }

  /** Adds a revision; false where there is one of its number, because another job was faster. */
  public boolean add(SchemaVersion next) {
    return rows.update("record-contract", parameter(next)) == 1;
  }

  /** The parameter of {@code sql/record-contract.sql}: a JSON array with the one revision. */
  public static String parameter(SchemaVersion next) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("folder", next.folder());
    row.put("revision", next.revision());
    row.put("version", next.version());
    row.put("columns", ContractJson.of(next.contract()));
    row.put("changes", next.changes());
    row.put("job_id", next.jobId());
    row.put("created_at", next.createdAt());
    return ContractJson.text(List.of(row));
  }

  private static SchemaVersion version(Map<String, Object> row) {
    return new SchemaVersion(
        (String) row.get("folder"),
        ((Number) row.get("revision")).intValue(),
        ((Number) row.get("version")).intValue(),
        ContractJson.contract((String) row.get("columns")),
        ContractJson.sentences((String) row.get("changes")),
        (String) row.get("job_id"),
        ((Number) row.get("created_at")).longValue());
  }
}
