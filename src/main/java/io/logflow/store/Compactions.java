package io.logflow.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The books of files that became one: what is under way, and where the rows of outputs are now. */
public final class Compactions {
  private final Rows rows;

  public Compactions(StateStore store) {
    this.rows = new Rows(store);
  }

  /**
   * One that has not come to its end.
   *
   * @param temp its folder of temporary files
   * @param swapped whether its target stands for its sources
   */
  public record Unfinished(
      String id, Path folder, Path target, Path temp, String owner, boolean swapped) {
    /** Whether each of its sources has a file of its own, in the place of one for all. */
    public boolean each() {
      return target.equals(folder);
    }
  }

  /**
   * What is on record of a job.
   *
   * @param status its state; empty where its row is gone
   * @param path where it published
   * @param target what has its rows since, where that is another file
   * @param replaced whether its inbox replaces outputs by later ones of the same name
   * @param unsettled whether its input was not put away yet, or its hook was not called
   */
  public record Maker(
      Optional<String> status,
      Optional<String> path,
      Optional<String> target,
      boolean replaced,
      boolean unsettled) {}

  /** Begins one; false where one of this folder is under way. */
  public boolean open(String id, Path folder, Path target, Path temp, long now) {
    String owner = OwnerLock.owner();
    return rows.update(
            "compact-open", id, folder.toString(), target.toString(), temp.toString(), owner, now)
        == 1;
  }

  /**
   * Gives one from an owner to another.
   *
   * @return whether it was still the former's
   */
  public boolean adopt(String id, String former, String next) {
    return rows.update("compact-adopt", id, former, next) == 1;
  }

  /**
   * Takes outputs: no job publishes under their names from now on.
   *
   * @param paths as jobs have them on record
   * @return those that a running job is about to publish
   */
  public Set<String> take(String id, Path target, List<String> paths) {
    rows.update("compact-take", id, target.toString(), Queue.json(paths));
    return busy(paths);
  }

  /** Takes outputs as {@link #take} does, each for a file of its own: by path, that file. */
  public void takeEach(String id, Map<String, String> targets) {
    rows.update("compact-take-each", id, Queue.json(List.of(targets)));
  }

  /** As {@link #swapped}, of one whose sources have a file each. */
  public void swappedEach(String id, int files, long rowsOfAll, long bytesBefore, long bytesAfter) {
    rows.update("compact-lead-on", id);
    swapped(id, files, rowsOfAll, bytesBefore, bytesAfter);
  }

  /** Those outputs that a running job is about to publish. */
  public Set<String> busy(List<String> paths) {
    Set<String> busy = new HashSet<>();
    rows.query("compact-busy", Queue.json(paths))
        .forEach(row -> busy.add(String.valueOf(row.get("output_path"))));
    return busy;
  }

  /** Enters that the target stands for its sources, of which there were so many. */
  public void swapped(String id, int files, long rowsOfAll, long bytesBefore, long bytesAfter) {
    rows.update("compact-swapped", id, files, rowsOfAll, bytesBefore, bytesAfter);
  }

  /** Enters that nothing is left to be cleared up. */
  public void done(String id, long now) {
    rows.update("compact-done", id, now);
  }

  /** Forgets one whose sources are in their places again. */
  public void undone(String id) {
    rows.update("compact-undo", id);
  }

  /** Those that have not come to their end, of living processes and of dead ones. */
  public List<Unfinished> unfinished() {
    return rows.query("compact-unfinished").stream()
        .map(
            row ->
                new Unfinished(
                    (String) row.get("id"),
                    Path.of((String) row.get("folder")),
                    Path.of((String) row.get("target")),
                    Path.of((String) row.get("temp")),
                    (String) row.get("owner"),
                    row.get("state").equals("swapped")))
        .toList();
  }

  /** The name under which the history has a file of a job; empty where it has another one. */
  public static Optional<Path> place(Maker maker, Path file) throws IOException {
    for (String text : Stream.of(maker.path(), maker.target()).flatMap(Optional::stream).toList()) {
      Path path = Path.of(text);
      boolean named = path.getFileName().equals(file.getFileName());
      if (named && Files.exists(path) && Files.isSameFile(path, file)) {
        return Optional.of(path);
      }
    }
    return Optional.empty();
  }

  /** The outputs that one has taken, in its order. */
  public List<Path> sources(String id) {
    return rows.query("compact-sources", id).stream()
        .map(row -> Path.of((String) row.get("path")))
        .toList();
  }

  /** What is on record of jobs, by their ids. */
  public Map<String, Maker> makers(Collection<String> ids) {
    Map<String, Maker> makers = new HashMap<>();
    for (Map<String, Object> row : rows.query("compact-jobs", Queue.json(ids))) {
      makers.put(
          (String) row.get("id"),
          new Maker(
              text(row, "status"),
              text(row, "path"),
              text(row, "target"),
              isSet(row, "replaced"),
              isSet(row, "unsettled") || isSet(row, "hook_due")));
    }
    return makers;
  }

  private static Optional<String> text(Map<String, Object> row, String column) {
    return Optional.ofNullable((String) row.get(column));
  }

  private static boolean isSet(Map<String, Object> row, String column) {
    return row.get(column) != null && ((Number) row.get(column)).longValue() != 0;
  }

  /** The file that has the rows of an output since it was compacted; empty where it was not. */
  public Optional<Path> target(Path output) {
    return rows.query("compact-target", output.toString()).stream()
        .map(row -> Path.of((String) row.get("target")))
        .findFirst();
  }

  /** Where the rows of an output are now. */
  public Path current(Path output) {
    return Files.exists(output) ? output : target(output).filter(Files::exists).orElse(output);
  }
}
