package io.logflow.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The jobs table as a queue, for those who look at it and for those who steer it. */
public final class Queue {
  private static final ObjectMapper JSON = new ObjectMapper();
  private final Rows rows;

  public Queue(StateStore store) {
    this.rows = new Rows(store.writer(), store.database());
  }

  /** How many jobs of these doors wait. */
  public long pending(Collection<String> doors) {
    return ((Number) rows.query("queue-pending", json(doors)).get(0).get("waiting")).longValue();
  }

  /** Jobs of these doors that wait, without what is known of their contents. */
  public List<StoredJob> waiting(Collection<String> doors) {
    return stored(rows.query("queue-waiting", json(doors)));
  }

  /** Makes jobs that wait running ones of this owner; no attempt is counted. */
  public void run(Collection<String> ids, String owner, long now) {
    rows.update("queue-run", json(ids), owner, now);
  }

  /** Jobs of these doors that are not waiting, with their input still in work, oldest first. */
  public List<StoredJob> unsettled(Collection<String> doors) {
    return stored(rows.query("queue-unsettled", json(doors)));
  }

  /**
   * Doors whose small inputs wait no longer for others to be bundled with.
   *
   * @param wanted for each door its name, the longest wait in milliseconds, and how many bytes and
   *     how many inputs are enough
   * @param again whether inputs that were in work when a process died are due, too
   */
  public List<String> dueBundles(Collection<List<Object>> wanted, boolean again, long now) {
    return rows.query("queue-bundles", json(wanted), now, again ? 1 : 0).stream()
        .map(row -> String.valueOf(row.get("door")))
        .toList();
  }

  /** Those of these ids that are of jobs whose input is not put away. */
  public Set<String> known(Collection<String> ids) {
    return rows.query("queue-known", json(ids)).stream()
        .map(row -> String.valueOf(row.get("id")))
        .collect(Collectors.toSet());
  }

  /** Those of these jobs whose input is put away. */
  public List<StoredJob> putAway(Collection<String> ids) {
    return stored(rows.query("queue-put-away", json(ids)));
  }

  /**
   * Gives a door the jobs whose inputs lie in its work folder.
   *
   * @param inputs job id to path
   * @return how many it had not, or not there
   */
  public int adopt(String door, Map<String, String> inputs) {
    return rows.update("queue-adopt", door, json(inputs));
  }

  /**
   * Gives a door the jobs that wait in its folder of failures.
   *
   * @param others folders of other doors, which may lie below it
   */
  public int adoptFailed(String door, Path failed, Collection<Path> others) {
    List<String> excepted = others.stream().map(Queue::below).toList();
    return rows.update("queue-adopt-failed", door, below(failed), json(excepted));
  }

  /** How many jobs that have not ended have their inputs below a folder. */
  public long claimedBelow(Path folder) {
    return ((Number) rows.query("queue-claimed-below", below(folder)).get(0).get("jobs"))
        .longValue();
  }

  /** Makes running jobs those of this owner, whose last one is dead. */
  public void own(Collection<String> ids, String owner) {
    rows.update("queue-own", json(ids), owner);
  }

  static String below(Path folder) {
    return folder + File.separator;
  }

  /** Jobs of the command line and of programs that are on record as running. */
  public List<StoredJob> runningAlone() {
    return stored(rows.query("queue-running-alone"));
  }

  /** Notes that a job's process has died. */
  public void interrupt(String id, long now) {
    rows.update("queue-interrupt", id, now);
  }

  /** Finishes the records of jobs that are published, from rows as pipelines make them. */
  public void finish(List<Map<String, Object>> finished) {
    rows.update("record-finished", json(finished));
  }

  /** Inputs of this door in {@code done/} that were put there before this time. */
  public List<StoredJob> archivedBefore(String door, long epochMillis) {
    return stored(rows.query("queue-archived-before", door, epochMillis));
  }

  /** Notes that inputs in {@code done/} are gone. */
  public void forgetArchived(Collection<String> ids) {
    rows.update("queue-forget-archived", json(ids));
  }

  /** Ids of running jobs of this owner that somebody asked to stop. */
  public List<String> cancelAsked(String owner) {
    return rows.query("queue-cancel-asked", owner).stream()
        .map(row -> String.valueOf(row.get("id")))
        .toList();
  }

  /** Doors that are paused; {@code *} is all. */
  public List<String> paused() {
    return rows.query("queue-paused").stream().map(row -> String.valueOf(row.get("door"))).toList();
  }

  /** Pauses a door; false where it was paused. */
  public boolean pause(String door, long now) {
    return rows.update("queue-pause", door, now) == 1;
  }

  /** Resumes a door; false where it was not paused. */
  public boolean resume(String door) {
    return rows.update("queue-resume", door) == 1;
  }

  /** Puts a failed job of an inbox back into the queue; false where it has not failed. */
  public boolean retry(String id) {
    return rows.update("queue-retry", id) == 1;
  }

  /** Ends a waiting job, or asks a running one to stop; false where it has ended. */
  public boolean cancel(String id, long now) {
    return rows.update("queue-cancel", id, now) == 1;
  }

  /**
   * What the ledger knows of outputs.
   *
   * @param keys JSON array of objects with id, door, output, input_sha256 and config_hash, and, of
   *     jobs that replace an earlier output, its path as {@code replaced}; with {@code present}
   *     outputs do not count that are gone
   * @return id to the job that published the same before
   */
  public Map<String, String> published(String keys) {
    Map<String, String> found = new HashMap<>();
    rows.query("queue-published", keys).stream()
        .filter(Queue::counts)
        .forEach(
            row ->
                found.putIfAbsent(
                    String.valueOf(row.get("id")), String.valueOf(row.get("job_id"))));
    return found;
  }

  private static boolean counts(Map<String, Object> row) {
    return row.get("present") == null
        || Files.exists(Path.of(String.valueOf(row.get("published_file"))));
  }

  private static List<StoredJob> stored(List<Map<String, Object>> found) {
    return found.stream().map(StoredJob::new).toList();
  }

  static String json(Object texts) {
    try {
      return JSON.writeValueAsString(texts);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts are always writable as JSON", e);
    }
  }
}
