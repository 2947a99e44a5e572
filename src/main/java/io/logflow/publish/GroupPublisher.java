package io.logflow.publish;

import io.logflow.job.ErrorKind;
import io.logflow.job.Faults;
import io.logflow.job.Input;
import io.logflow.job.Job;
import io.logflow.job.LogFlowException;
import io.logflow.job.OnExisting;
import io.logflow.job.Publication;
import io.logflow.publish.Publisher.Published;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Publishes a group of jobs: all files to the disk, all names, each folder once. */
final class GroupPublisher {
  private final OutputFileSystem files;
  private final RejectsFile rejectsFile;
  private final FolderOutput folders;
  private final Optional<Datasets> datasets;
  private final Map<String, LogFlowException> failures = new LinkedHashMap<>();
  private final Map<String, Optional<Path>> rejects = new LinkedHashMap<>();

  GroupPublisher(OutputFileSystem files, RejectsFile rejectsFile, Optional<Datasets> datasets) {
    this.datasets = datasets;
    this.files = files;
    this.rejectsFile = rejectsFile;
    this.folders = new FolderOutput(files);
  }

  @SuppressWarnings("try") // The lock works by being there.
  List<Published> publish(List<Job> jobs) {
    flushAll(jobs);
    Faults.at("publish-flushed");
    each(jobs, this::giveRejects);
    Faults.at("publish-rejects");
    try (DatasetTurn turn = enter(jobs)) {
      each(jobs, this::giveName);
      Faults.at("publish-linked");
      flushFolders(jobs);
    }
    Faults.at("publish-durable");
    return jobs.stream().map(this::outcome).toList();
  }

  /** Parts are only added to datasets by those who have their locks, and with their columns. */
  private DatasetTurn enter(List<Job> jobs) {
    DatasetTurn turn = new DatasetTurn(datasets);
    for (Job job : jobs) {
      if (job.options().layout().dataset() && !failures.containsKey(job.id())) {
        turn.add(job, named(job).path());
      }
    }
    turn.enter(this::attempted);
    return turn;
  }

  /** Whether a step was done; where not, the job has failed. */
  private boolean attempted(Job job, Step step) {
    attempt(job, step);
    return !failures.containsKey(job.id());
  }

  interface Step {
    void run(Job job) throws IOException;
  }

  private void each(List<Job> jobs, Step step) {
    for (Job job : jobs) {
      if (!failures.containsKey(job.id())) {
        attempt(job, step);
      }
    }
  }

  private void attempt(Job job, Step step) {
    tried(job, step).ifPresent(failure -> fail(job, failure));
  }

  private static Optional<LogFlowException> tried(Job job, Step step) {
    try {
      Publisher.rethrowing(
          job,
          () -> {
            step.run(job);
            return job;
          });
      return Optional.empty();
    } catch (LogFlowException e) {
      return Optional.of(e);
    }
  }

  private void fail(Job job, LogFlowException failure) {
    failures.put(job.id(), failure);
    withdraw(job, failure);
  }

  /** All files at once: a disk that waits for one flush can do others meanwhile. */
  private void flushAll(List<Job> jobs) {
    List<Supplier<Optional<LogFlowException>>> flushes = new ArrayList<>();
    jobs.forEach(job -> flushes.add(() -> tried(job, this::flush)));
    List<Optional<LogFlowException>> found = Flushes.atOnce(flushes);
    for (int i = 0; i < jobs.size(); i++) {
      Job job = jobs.get(i);
      found.get(i).ifPresent(failure -> fail(job, failure));
    }
  }

  private void flush(Job job) throws IOException {
    job.control().check();
    job.inputs().forEach(GroupPublisher::requireUnchanged);
    FolderOutput.requireOutside(named(job).path(), job.target().publishFolder());
    DatasetFolder.requireRight(job, job.target().publishFolder());
    files.makeFolder(job.target().publishFolder());
    if (FolderOutput.isOne(job)) {
      folders.flush(job);
    } else {
      files.syncFile(job.target().staging(job.id()));
    }
  }

  /** The last look before anything appears. An input that is gone was read to its end. */
  private static void requireUnchanged(Input input) {
    try {
      input.requireUnchanged();
    } catch (NoSuchFileException gone) {
      return;
    } catch (IOException e) {
      throw ErrorKind.INPUT_CHANGED.error(
          input.originalName() + " cannot be looked at any more: " + e.getMessage() + ".",
          "Check the disk, and try again.",
          e);
    }
  }

  private void giveRejects(Job job) throws IOException {
    rejects.put(job.id(), rejectsFile.publish(job, named(job)));
  }

  private void giveName(Job job) throws IOException {
    Path staging = job.target().staging(job.id());
    Path name = named(job).path();
    FolderOutput.requireOutside(name, name.getParent());
    if (FolderOutput.isOne(job)) {
      folders.give(job, name, replaces(job));
    } else if (replaces(job)) {
      files.replace(staging, name);
    } else {
      files.add(staging, name);
    }
  }

  private static boolean replaces(Job job) {
    return job.options().onExisting() == OnExisting.REPLACE;
  }

  private static Publication named(Job job) {
    return job.publication()
        .orElseThrow(() -> new IllegalStateException("job " + job.id() + " has no name yet"));
  }

  private void flushFolders(List<Job> jobs) {
    Map<Path, List<Job>> folders = new LinkedHashMap<>();
    for (Job job : jobs) {
      if (!failures.containsKey(job.id())) {
        Path folder = named(job).path().getParent();
        folders.computeIfAbsent(folder, any -> new ArrayList<>()).add(job);
      }
    }
    folders.forEach(this::flushFolder);
  }

  /** Where the folder cannot be flushed, every name that was new in it is taken back. */
  private void flushFolder(Path folder, List<Job> jobs) {
    try {
      files.syncFolder(folder);
      Faults.at("dataset-part-named");
      DatasetFolder.refresh(folder);
    } catch (IOException e) {
      for (Job job : jobs) {
        LogFlowException failure = OutputErrors.of(e, folder);
        failures.put(job.id(), failure);
        if (!replaces(job) || FolderOutput.isOne(job)) {
          attemptTakeBack(job, failure);
        }
        withdraw(job, failure);
      }
      listAgain(folder, failures.get(jobs.get(0).id()));
    }
  }

  /** The manifest of a dataset may name what was taken back. */
  private static void listAgain(Path folder, LogFlowException failure) {
    try {
      DatasetFolder.refresh(folder);
    } catch (IOException e) { // The next job that adds a part does it.
      failure.addSuppressed(e);
    }
  }

  private void attemptTakeBack(Job job, LogFlowException failure) {
    try {
      if (FolderOutput.isOne(job)) {
        folders.takeBack(job, named(job).path());
      } else {
        files.takeBack(job.target().staging(job.id()), named(job).path());
      }
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  private void withdraw(Job job, LogFlowException failure) {
    try {
      Optional<Path> published = rejects.getOrDefault(job.id(), Optional.empty());
      rejectsFile.withdraw(job, named(job), published);
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  /** A part may have been written anew since it was named. */
  private static long bytes(Job job) {
    long written = job.options().layout().dataset() ? named(job).path().toFile().length() : 0;
    return written > 0 ? written : named(job).bytes();
  }

  private Published outcome(Job job) {
    if (failures.containsKey(job.id())) {
      return new Published(job, Optional.of(failures.get(job.id())));
    }
    Publication named = named(job);
    Publication done = new Publication(named.path(), bytes(job), rejects.get(job.id()), true);
    return new Published(job.withPublication(done), Optional.empty());
  }
}
