package io.logflow.flow.watch;

import io.logflow.job.Input;
import io.logflow.job.Job;
import io.logflow.job.SchemaMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Jobs that go through the pipeline together.
 *
 * @param unmade those whose outputs are still to be made
 * @param jobs those that go on; one of several inputs is a bundle
 * @param ended those that have ended without an output, never a bundle
 */
public record Batch(List<Job> unmade, List<Job> jobs, List<Ended> ended) {
  public Batch {
    unmade = List.copyOf(unmade);
    jobs = List.copyOf(jobs);
    ended = List.copyOf(ended);
  }

  Batch(List<Job> jobs, List<Ended> ended) {
    this(List.of(), jobs, ended);
  }

  /** Whether outputs are still to be made. */
  public boolean unfinished() {
    return !unmade.isEmpty();
  }

  /** By the first job alone, because routes look batches up often. */
  @Override
  public int hashCode() {
    List<Job> some = jobs.isEmpty() ? unmade : jobs;
    return some.isEmpty() ? ended.size() : some.get(0).hashCode();
  }

  /** All jobs, whether they go on or have ended. */
  List<Job> all() {
    return Stream.of(unmade.stream(), jobs.stream(), ended.stream().map(Ended::job))
        .flatMap(some -> some)
        .toList();
  }

  /** The output folders whose schema contracts its jobs go by. */
  public Set<Path> roots() {
    return all().stream()
        .filter(job -> job.options().schemaMode() != SchemaMode.FREE)
        .flatMap(job -> job.target().root().stream())
        .collect(Collectors.toSet());
  }

  /** Ids of all inputs. */
  List<String> ids() {
    return all().stream().flatMap(job -> job.inputs().stream()).map(Input::jobId).toList();
  }

  /** Ids of all inputs whose jobs do not come again. */
  List<String> idsOfEnded() {
    return Stream.concat(
            jobs.stream().flatMap(job -> job.inputs().stream()).map(Input::jobId),
            ended.stream().filter(end -> !end.comesAgain()).map(end -> end.job().id()))
        .toList();
  }

  /** The oldest job's id, by which the whole batch goes; it has at least one. */
  String id() {
    return ids().stream().min(String::compareTo).orElseThrow();
  }

  /** These jobs instead, and more that have ended. */
  Batch with(List<Job> going, List<Ended> more) {
    List<Ended> all = new ArrayList<>(ended);
    all.addAll(more);
    return new Batch(unmade, going, all);
  }

  /** The same, with these to be made. */
  Batch withUnmade(List<Job> those) {
    return new Batch(those, jobs, ended);
  }

  /** Without the jobs that end now; of a bundle, all inputs end. */
  Batch ending(List<Ended> more) {
    Set<String> ids = more.stream().map(end -> end.job().id()).collect(Collectors.toSet());
    return withUnmade(without(unmade, ids)).with(without(jobs, ids), more);
  }

  private static List<Job> without(List<Job> some, Set<String> ids) {
    return some.stream().filter(job -> !ids.contains(job.id())).toList();
  }
}
