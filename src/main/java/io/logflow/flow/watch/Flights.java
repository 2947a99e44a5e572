package io.logflow.flow.watch;

import io.logflow.flow.Failure;
import io.logflow.flow.LiveControl;
import io.logflow.flow.watch.Trouble.Part;
import io.logflow.job.ErrorKind;
import io.logflow.job.Faults;
import io.logflow.job.Job;
import io.logflow.job.JobStatus;
import io.logflow.job.LogFlowException;
import io.logflow.store.StoredJob;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;

/** The jobs that this process works on just now, with their rows and the means to stop them. */
public final class Flights {
  /** How often an input of a run may change while it is read. */
  private static final int MOST_CHANGES = 3;

  private final Inboxes inboxes;
  private final int threadsOfLarge;
  private final Map<String, Flight> flights = new ConcurrentHashMap<>();
  private final Set<String> forgiven = ConcurrentHashMap.newKeySet();
  private final Set<String> alone = ConcurrentHashMap.newKeySet();
  private final Map<String, Integer> changes = new ConcurrentHashMap<>();
  private final ReadWriteLock rows = new ReentrantReadWriteLock();
  private volatile boolean landing;

  private record Flight(Inbox inbox, StoredJob row, LiveControl control, Optional<Job> job) {
    Flight with(Job opened) {
      return new Flight(inbox, row, control, Optional.of(opened));
    }
  }

  /**
   * Nothing in flight.
   *
   * @param threadsOfLarge threads of a large job; a small one has one
   */
  Flights(Inboxes inboxes, int threadsOfLarge) {
    this.inboxes = inboxes;
    this.threadsOfLarge = threadsOfLarge;
  }

  /** Opens the jobs of the rows that a worker has taken, oldest first. */
  public Batch open(List<Map<String, Object>> rows) {
    if (!rows.isEmpty()) {
      Faults.at("taken");
    }
    List<Job> jobs = new ArrayList<>();
    List<Ended> ended = new ArrayList<>();
    List<StoredJob> taken =
        rows.stream()
            .map(StoredJob::new)
            .sorted(Comparator.comparing(row -> row.number("arrival").orElseThrow()))
            .toList();
    try {
      taken.forEach(row -> open(row, jobs, ended));
    } catch (RuntimeException | Error e) {
      close(taken.stream().map(StoredJob::id).toList());
      throw e;
    }
    return new Batch(jobs, List.of(), ended);
  }

  /** Whether one of these jobs was running before when a process died. */
  boolean holdsInterrupted(Batch batch) {
    return batch.ids().stream()
        .anyMatch(id -> flights.get(id).row().number("attempt").orElse(0L) > 1);
  }

  private void open(StoredJob row, List<Job> jobs, List<Ended> ended) {
    Inbox inbox = inboxes.of(row);
    LiveControl control = new LiveControl((stage, bytes, read) -> Faults.at(stage));
    Flight flight = new Flight(inbox, row, control, Optional.empty());
    flights.put(row.id(), flight);
    if (landing) {
      control.cancel();
    }
    int threads = Lane.LARGE.holds(row) ? threadsOfLarge : 1;
    try {
      Job job = inbox.open(row, control, threads);
      flights.put(row.id(), flight.with(job));
      jobs.add(job);
    } catch (LogFlowException e) {
      Job lost = inbox.lost(row, control);
      ended.add(notOpened(inbox, lost, Failure.of(e)));
    }
  }

  private Ended notOpened(Inbox inbox, Job lost, Failure failure) {
    if (!inbox.isThere()) {
      return again(lost, inbox.notThere());
    }
    return failure.kind() == ErrorKind.INPUT_CHANGED
        ? again(lost, failure)
        : Ended.failed(lost, status(failure.kind()), failure);
  }

  /** The row of a job in flight; of a bundle, that of its first input. */
  StoredJob row(Job job) {
    return flights.get(job.id()).row();
  }

  /** What a worker took for each input of a bundle, as it was opened; a single job is its own. */
  List<Job> members(Job job) {
    return job.inputs().size() == 1
        ? List.of(job)
        : job.inputs().stream().map(input -> opened(input.jobId())).toList();
  }

  /** A job as it was opened. */
  Job opened(String id) {
    return flights.get(id).job().orElseThrow();
  }

  Inbox inbox(Job job) {
    return flights.get(job.id()).inbox();
  }

  /** Takes jobs from the queue and opens them; between the two no row is looked at. */
  Batch taking(Supplier<Batch> take) {
    rows.readLock().lock();
    try {
      return take.get();
    } finally {
      rows.readLock().unlock();
    }
  }

  /** Those rows that no worker of this process works on. */
  List<StoredJob> leftAlone(Supplier<List<StoredJob>> query) {
    rows.writeLock().lock();
    try {
      Set<String> busy = Set.copyOf(flights.keySet());
      return query.get().stream().filter(row -> !busy.contains(row.id())).toList();
    } finally {
      rows.writeLock().unlock();
    }
  }

  /** Notes that these attempts do not count: the failure was not of the jobs. */
  void forgive(Collection<String> ids) {
    forgiven.addAll(ids);
  }

  /** Whether the last attempt of a job does not count. */
  boolean isForgiven(String id) {
    return forgiven.contains(id);
  }

  /** To be called when it is on record how these jobs go on. */
  void forgetForgiven(Collection<String> ids) {
    forgiven.removeAll(ids);
  }

  /** Jobs that a worker has and is not through with. */
  List<String> ids() {
    return List.copyOf(flights.keySet());
  }

  /** To be called when a worker is through with its jobs. */
  void close(Collection<String> ids) {
    ids.forEach(flights::remove);
  }

  /** Asks jobs to stop because somebody cancelled them. */
  void cancel(Collection<String> ids) {
    for (String id : ids) {
      Flight flight = flights.get(id);
      if (flight != null) {
        flight.control().cancel();
      }
    }
  }

  /** Asks all to stop; they come again when LogFlow does. */
  void land() {
    landing = true;
    flights.values().forEach(flight -> flight.control().cancel());
  }

  /**
   * Whether a failure is none of the inputs' own, so that all of a bundle come again as they were.
   */
  boolean comesAgain(Throwable thrown) {
    ErrorKind kind = Failure.of(thrown).kind();
    return (kind.isTransient() && kind != ErrorKind.INPUT_CHANGED)
        || (kind == ErrorKind.CANCELLED && landing);
  }

  /** A job that comes again, and then by itself. */
  Ended againAlone(Job job) {
    alone.add(job.id());
    return Ended.again(job, Optional.empty(), 0);
  }

  /** To be called when it is on record how these jobs have ended. */
  void forgetAlone(Collection<String> ids) {
    alone.removeAll(ids);
  }

  /** Whether a job is to be made by itself. */
  boolean isAlone(Job job) {
    return alone.contains(job.id());
  }

  /** How a job ends that failed: by its own fault, by somebody's wish, or not yet. */
  Ended ended(Job job, Throwable thrown) {
    Failure failure = Failure.of(thrown);
    if (failure.kind() == ErrorKind.CANCELLED && landing) {
      return Ended.again(job, Optional.empty(), 0);
    }
    if (Failure.isOutOfMemory(thrown)) {
      return Exhausted.ended(job, row(job), failure);
    }
    if (failure.kind().isTransient()) {
      return again(job, failure);
    }
    Optional<Failure> changed = changed(job);
    if (changed.isPresent() && failure.kind() != ErrorKind.CANCELLED) {
      return again(job, changed.get());
    }
    return Ended.failed(job, status(failure.kind()), failure);
  }

  /** Whether somebody still writes to the input: what was wrong with it may be right now. */
  private static Optional<Failure> changed(Job job) {
    try {
      job.inputs().get(0).requireUnchanged();
      return Optional.empty();
    } catch (LogFlowException e) {
      return Optional.of(Failure.of(e));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  private Ended again(Job job, Failure failure) {
    Trouble trouble = inbox(job).trouble();
    long pause = Math.max(1000, inbox(job).settings().settle().toMillis());
    if (failure.kind() == ErrorKind.INPUT_CHANGED && changesTooOften(job)) {
      changes.remove(job.id());
      return Ended.failed(job, JobStatus.FAILED, failure);
    }
    if (failure.kind() != ErrorKind.INPUT_CHANGED) {
      trouble.report(Part.JOBS, failure.kind().error(failure.message(), failure.remedy()));
      pause = trouble.millis(Part.JOBS);
    }
    return Ended.again(job, Optional.of(failure), System.currentTimeMillis() + pause);
  }

  /** A run has an end: its next one takes the input again. */
  private boolean changesTooOften(Job job) {
    return inbox(job).settings().isSchedule()
        && changes.merge(job.id(), 1, Integer::sum) > MOST_CHANGES;
  }

  private static JobStatus status(ErrorKind kind) {
    return switch (kind) {
      case CANCELLED -> JobStatus.CANCELLED;
      case EMPTY_INPUT -> JobStatus.EMPTY;
      default -> JobStatus.FAILED;
    };
  }
}
