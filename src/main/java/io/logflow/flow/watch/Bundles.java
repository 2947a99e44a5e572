package io.logflow.flow.watch;

import io.logflow.flow.LiveControl;
import io.logflow.format.Inspector;
import io.logflow.format.Records;
import io.logflow.format.compressed.Unpacker;
import io.logflow.job.Faults;
import io.logflow.job.Format;
import io.logflow.job.Input;
import io.logflow.job.Inspection;
import io.logflow.job.Job;
import io.logflow.job.LogFlowException;
import io.logflow.job.Resources;
import io.logflow.job.Target;
import io.logflow.publish.BundleName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes one job of several small inputs of the same columns. A bundle that cannot be made is taken
 * apart until those inputs are alone that are the reason, so that each fails or not by itself.
 */
public final class Bundles {
  private static final Logger LOG = LoggerFactory.getLogger(Bundles.class);

  /** Jobs that are published together: as many as without bundles. */
  private static final int MOST_JOBS = 64;

  private static final long PAUSE_MILLIS = 1000;

  /** What the scan keeps of a column of one input: about 2 KB, measured with 300 columns. */
  private static final int COLUMN_BYTES = 2000;

  /** One bundle may take this part of the heap for it; several are made at once. */
  private static final int HEAP_SHARE = 16;

  /** Columns of JSON are known when it has been read. */
  private static final int SUPPOSED_COLUMNS = 50;

  private final Inspector inspector = new Inspector();
  private final Unpacker unpacker = new Unpacker();
  private final Flights flights;
  private final Duplicates duplicates;

  /** An input that was looked at. */
  private record Looked(Job job, Kind kind) {}

  /** What inputs of one bundle have in common. */
  private record Kind(Path folder, Format format, boolean header, List<String> fields) {}

  Bundles(Flights flights, Duplicates duplicates) {
    this.flights = flights;
    this.duplicates = duplicates;
  }

  /**
   * The batch with bundles of those of its jobs that fit together. What would be too much for one
   * batch comes again.
   */
  public Batch form(Batch batch) {
    if (batch.unmade().stream().noneMatch(this::mayBeBundled)) {
      return batch;
    }
    List<Job> tooMany = new ArrayList<>();
    Map<String, Looked> looked = look(batch, tooMany);
    List<Ended> later = new ArrayList<>();
    Duplicates.First first = duplicates.first(looked.values().stream().map(Looked::job).toList());
    Map<Kind, List<Job>> alike = new LinkedHashMap<>();
    List<Job> formed = new ArrayList<>();
    for (Job job : batch.unmade().stream().sorted(Comparator.comparing(Bundles::name)).toList()) {
      if (first.ids().contains(job.id())) {
        alike.computeIfAbsent(looked.get(job.id()).kind(), any -> new ArrayList<>()).add(job);
      } else if (first.waiting().contains(job.id())) {
        later.add(Ended.again(job, Optional.empty(), System.currentTimeMillis() + PAUSE_MILLIS));
      } else if (!tooMany.contains(job)) {
        formed.add(job);
      }
    }
    alike.forEach((kind, jobs) -> formed.addAll(bundles(kind, jobs, looked)));
    formed.stream().skip(MOST_JOBS).forEach(job -> tooMany.addAll(flights.members(job)));
    tooMany.forEach(job -> later.add(Ended.again(job, Optional.empty(), 0)));
    return batch.withUnmade(formed.stream().limit(MOST_JOBS).toList()).with(batch.jobs(), later);
  }

  /** Rows of a bundle are in the order of its inputs' names. */
  private static String name(Job job) {
    return job.inputs().get(0).originalName();
  }

  /** Its lane may be from before its input grew. */
  private boolean mayBeBundled(Job job) {
    return flights.inbox(job).settings().bundle().isPresent()
        && Lane.of(job.size()) == Lane.SMALL
        && Lane.SMALL.holds(flights.row(job))
        && !flights.isAlone(job);
  }

  /** What inputs are, until their plain contents are as large as a bundle may be. */
  private Map<String, Looked> look(Batch batch, List<Job> tooMany) {
    Map<String, Looked> all = new LinkedHashMap<>();
    long bytes = 0;
    for (Job job : batch.unmade()) {
      if (!mayBeBundled(job)) {
        continue;
      }
      if (bytes >= flights.inbox(job).settings().bundle().orElseThrow().maxBytes()) {
        tooMany.add(job);
        continue;
      }
      Optional<Looked> found = look(job);
      found.ifPresent(one -> all.put(job.id(), one));
      bytes += found.map(one -> one.job().contentSize()).orElse(0L);
    }
    return all;
  }

  /** Finds out what an input is. One that cannot be told fails by itself, when it is made. */
  private Optional<Looked> look(Job job) {
    job.control().working(true);
    try {
      Job inspected = inspector.inspect(unpacker.unpack(job));
      return Optional.of(new Looked(inspected, kind(inspected)));
    } catch (RuntimeException | IOException | StackOverflowError e) {
      LOG.debug("The input of job {} is not bundled.", job.id(), e);
      return Optional.empty();
    } finally {
      job.control().working(false);
    }
  }

  private static Kind kind(Job job) throws IOException {
    Input input = job.inputs().get(0);
    Inspection found = input.inspection().orElseThrow();
    Path folder = job.target().folder();
    return found.format().isJson()
        ? new Kind(folder, found.format(), false, List.of())
        : new Kind(
            folder,
            found.format(),
            found.dialect().header(),
            Records.fieldNames(input, job.options()));
  }

  /** Bundles of inputs of one kind, none with more than the heap may hold of its columns. */
  private List<Job> bundles(Kind kind, List<Job> jobs, Map<String, Looked> looked) {
    int columns = kind.format().isJson() ? SUPPOSED_COLUMNS : Math.max(1, kind.fields().size());
    long most = Math.max(2, Runtime.getRuntime().maxMemory() / HEAP_SHARE / COLUMN_BYTES / columns);
    List<Job> all = new ArrayList<>();
    for (int from = 0; from < jobs.size(); from += (int) Math.min(most, jobs.size())) {
      List<Job> some = jobs.subList(from, (int) Math.min(from + most, jobs.size()));
      all.add(
          bundle(some.stream().map(job -> looked.get(job.id()).job().inputs().get(0)).toList()));
    }
    return all;
  }

  /** A job of these inputs, which are of one kind; of one input, the job that it was. */
  private Job bundle(List<Input> inputs) {
    Job first = flights.opened(inputs.get(0).jobId());
    if (inputs.size() == 1) {
      return first;
    }
    LiveControl control = new LiveControl((stage, bytes, rows) -> Faults.at(stage));
    inputs.forEach(input -> flights.opened(input.jobId()).control().onCancel(control::cancel));
    Target target = first.target();
    Resources resources = first.resources();
    return Job.open(
        first.id(),
        first.door(),
        first.owner(),
        first.createdAt(),
        inputs,
        target.withFileName(BundleName.of(target.fileName(), inputs.size())),
        first.options(),
        new Resources(
            resources.threads(),
            resources.memoryBytes(),
            resources.tempDir().resolve("bundle"),
            resources.unpacking()),
        first.settings(),
        flights.inbox(first).limited(control, inputs));
  }

  /** Whether a bundle holds inputs that are to be judged alone: how many rejects each may have. */
  static boolean holdsRejects(Job made) {
    return made.inputs().size() > 1 && made.requirePlan().rowsRejected() > 0;
  }

  /** What is made instead of a bundle that could not be made. */
  List<Job> parts(Job bundle) {
    List<Input> suspects = bundle.inputs().stream().filter(in -> isSuspect(bundle, in)).toList();
    List<Job> parts = new ArrayList<>();
    if (suspects.isEmpty() || suspects.size() == bundle.inputs().size()) {
      int half = bundle.inputs().size() / 2;
      parts.add(bundle(bundle.inputs().subList(0, half)));
      parts.add(bundle(bundle.inputs().subList(half, bundle.inputs().size())));
      return parts;
    }
    suspects.forEach(input -> parts.add(flights.opened(input.jobId())));
    parts.add(bundle(bundle.inputs().stream().filter(in -> !suspects.contains(in)).toList()));
    return parts;
  }

  private boolean isSuspect(Job bundle, Input input) {
    return isAtFault(input)
        || bundle.plan().stream()
            .flatMap(plan -> plan.inputs().stream())
            .filter(plan -> plan.input().jobId().equals(input.jobId()))
            .anyMatch(plan -> plan.rowsRejected() > 0);
  }

  /** As {@link #isAtFault(Input)}, of a job of one input. */
  boolean isAtFault(Job job) {
    return isAtFault(job.inputs().get(0));
  }

  /** Whether an input was cancelled or has changed since its job was opened. */
  boolean isAtFault(Input input) {
    return flights.opened(input.jobId()).control().cancelled() || hasChanged(input);
  }

  private static boolean hasChanged(Input input) {
    try {
      input.requireUnchanged();
      return false;
    } catch (LogFlowException changed) {
      return true;
    } catch (IOException gone) {
      return false;
    }
  }
}
