package io.logflow.store;

import java.io.File;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What hooks are to be told; entries are made by the statements that end jobs. */
public final class HookCalls {
  private final Rows reading;
  private final Rows writing;

  /** Calls of a store. */
  public HookCalls(StateStore store) {
    this.reading = new Rows(store);
    this.writing = new Rows(store.writer(), store.database());
  }

  /**
   * One call.
   *
   * @param id its number
   * @param jobId the job that has ended
   * @param facts a JSON object
   * @param archive where the input is now, where it was put away and kept
   * @param attempts how often it was made in vain
   */
  public record Call(long id, String jobId, String facts, Optional<String> archive, int attempts) {}

  /**
   * How a call stands.
   *
   * @param event {@code published} or {@code failed}
   * @param state {@code due}, {@code done}, {@code failed} or {@code dropped}
   * @param attempts how often it was made
   * @param error why the last attempt failed
   */
  public record Standing(String event, String state, long attempts, Optional<String> error) {}

  /** From now on the ends of this door's jobs are entered for these events and no others. */
  public void want(String door, Collection<String> events, long now) {
    writing.update("hooks-forget", door);
    writing.update("hooks-want", door, Queue.json(events));
    writing.update("hooks-drop", door, Queue.json(events), now);
  }

  /** Calls that are to be made now, oldest first. */
  public List<Call> due(String door, String event, long now, int limit) {
    return reading.query("hooks-due", door, event, now, limit).stream()
        .map(HookCalls::call)
        .toList();
  }

  /** A call has been made. */
  public void done(long id, long now) {
    writing.update("hooks-done", id, now);
  }

  /** A call failed, and is to be made again. */
  public void again(long id, String error, long notBefore) {
    writing.update("hooks-again", id, error, notBefore);
  }

  /** A call failed for the last time. */
  public void givenUp(long id, String error, long now) {
    writing.update("hooks-given-up", id, error, now);
  }

  /** Other doors with calls to be made for jobs whose inputs were in a folder. */
  public List<String> otherDoors(String door, Path folder, boolean recursive) {
    return writing
        .query("hooks-doors", door, Queue.below(folder), recursive ? 1 : 0, File.separator)
        .stream()
        .map(row -> (String) row.get("door"))
        .toList();
  }

  /** Gives a door the calls that another one has to make for jobs of a folder. */
  public void takeOver(String from, String door, Path folder, boolean recursive) {
    int below = recursive ? 1 : 0;
    writing.update("hooks-adopt", from, Queue.below(folder), below, File.separator, door);
  }

  /** The calls of one job, oldest first. */
  public List<Standing> of(String jobId) {
    return reading.query("hooks-of-job", jobId).stream().map(HookCalls::standing).toList();
  }

  private static Call call(Map<String, Object> row) {
    return new Call(
        ((Number) row.get("id")).longValue(),
        (String) row.get("job_id"),
        (String) row.get("facts"),
        Optional.ofNullable((String) row.get("archive_path")),
        ((Number) row.get("attempts")).intValue());
  }

  private static Standing standing(Map<String, Object> row) {
    return new Standing(
        (String) row.get("event"),
        (String) row.get("state"),
        ((Number) row.get("attempts")).longValue(),
        Optional.ofNullable((String) row.get("error")));
  }
}
