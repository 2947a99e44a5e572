package io.logflow;

import io.logflow.flow.Beans;
import io.logflow.flow.JobOpener;
import io.logflow.flow.Outcomes;
import io.logflow.flow.Pipeline;
import io.logflow.flow.compact.CompactReport;
import io.logflow.flow.compact.CompactRequest;
import io.logflow.flow.compact.Compactor;
import io.logflow.flow.compact.InterruptedCompactions;
import io.logflow.flow.contract.SchemaReview;
import io.logflow.flow.proof.Proof;
import io.logflow.flow.proof.Prover;
import io.logflow.flow.replay.Replays;
import io.logflow.flow.service.Service;
import io.logflow.flow.watch.Batches;
import io.logflow.flow.watch.Doors;
import io.logflow.flow.watch.InterruptedJobs;
import io.logflow.flow.watch.JobLine;
import io.logflow.flow.watch.Watch;
import io.logflow.job.Agreement;
import io.logflow.job.Contract;
import io.logflow.job.Control;
import io.logflow.job.Job;
import io.logflow.job.Outcome;
import io.logflow.job.ReplayRequest;
import io.logflow.job.Replayed;
import io.logflow.job.Request;
import io.logflow.publish.Targets;
import io.logflow.settings.InboxSettings;
import io.logflow.settings.ScheduleSettings;
import io.logflow.settings.Settings;
import io.logflow.settings.SettingsLoader;
import io.logflow.store.BatchRuns.Run;
import io.logflow.store.OwnerLock;
import io.logflow.store.Profiles;
import io.logflow.store.StateStore;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * LogFlow inside a Java program: turns files of records into Parquet. Opened once, used by many
 * threads, closed at the end. Touches neither logging nor system properties.
 */
public final class LogFlow implements AutoCloseable {
  private final Supplier<SettingsLoader.Builder> loader;
  private final StateStore store;
  private final Optional<OwnerLock> owner;
  private final Pipeline pipeline;
  private final JobOpener opener;
  private final int jobsInFlight;

  private LogFlow(Builder builder) {
    prepare();
    this.loader = () -> builder.loader.get().storedProfiles(Profiles::read);
    this.jobsInFlight = builder.jobsInFlight;
    Settings settings = loader.get().load();
    this.store =
        builder.keepState ? StateStore.open(settings.storage().database()) : StateStore.inMemory();
    this.opener = new JobOpener(builder.door, Clock.systemUTC());
    this.owner = builder.keepState ? Optional.of(OwnerLock.hold(store)) : Optional.empty();
    try {
      Beans beans = new Beans(settings, store);
      this.pipeline = Pipeline.start(beans.byName(), beans.properties(), store::explain);
      if (builder.keepState) {
        InterruptedJobs.settle(store, settings);
        InterruptedCompactions.settle(store);
      }
    } catch (RuntimeException e) {
      owner.ifPresent(OwnerLock::close);
      store.close();
      throw e;
    }
  }

  /** Opens LogFlow with the settings of this user and this folder. */
  public static LogFlow open() {
    return builder().open();
  }

  public static Builder builder() {
    return new Builder();
  }

  /** Begins, in the background, with what {@link #open} takes and needs no settings. */
  public static void prepare() {
    Pipeline.prepare();
  }

  /**
   * Converts one file.
   *
   * @throws io.logflow.job.LogFlowException nothing was published then, unless it is a {@link
   *     io.logflow.job.StateException} that names the published file
   */
  public Outcome convert(Path input, Path output) {
    return convert(Request.of(input).to(output).build());
  }

  /** Converts as asked. */
  public Outcome convert(Request request) {
    return convert(request, Control.NONE);
  }

  /** Converts as asked, under a control that can stop the job. */
  public Outcome convert(Request request, Control control) {
    return convert(open(request, control));
  }

  /** Converts an opened job. */
  public Outcome convert(Job job) {
    return Outcomes.of(pipeline.convert(job));
  }

  /** Finds out how a request would be converted: reads every byte, writes nothing that stays. */
  public Job plan(Request request, Control control) {
    return plan(open(request, control));
  }

  /** As {@link #plan(Request, Control)}, for outputs that have this contract. */
  public Job plan(Request request, Contract contract) {
    return plan(open(request, Control.NONE).under(Agreement.NONE, contract));
  }

  /** As {@link #plan(Request, Control)}, for an opened job. */
  public Job plan(Job job) {
    return pipeline.plan(job);
  }

  /**
   * Reads the output of a job again and compares every column with what the job read.
   *
   * @param job the job's id, its beginning or its end
   * @throws io.logflow.job.LogFlowException see {@link Prover#prove}
   */
  public Proof prove(String job) {
    return new Prover(this::plan, store, loader.get().load().engine().threads()).prove(job);
  }

  /** What is known of the schemas of output folders, and what files would change of them. */
  public SchemaReview schemas() {
    return new SchemaReview(this::plan, store);
  }

  /**
   * Takes in rows that a job rejected, each once.
   *
   * @throws io.logflow.job.LogFlowException see {@link Replays#replay}
   */
  public Replayed replay(ReplayRequest request, Control control) {
    return new Replays(loader, store, opener, pipeline::replay).replay(request, control);
  }

  /** Makes few large files of the small ones in a folder of outputs; see {@link Compactor#run}. */
  public void compact(CompactRequest request, Control control, Consumer<CompactReport> done) {
    InterruptedCompactions.settle(store);
    new Compactor(store, opener, loader.get().load(), control).run(request, done);
  }

  /**
   * Opens one job of a run of many, without starting it. Jobs get their outputs' names in the order
   * in which they are opened.
   *
   * @param targets hands out the outputs of the run, so that no two collide
   * @param base folder whose structure the output folder mirrors
   */
  public Job open(Request request, Targets targets, Optional<Path> base, Control control) {
    Settings settings = settingsOf(request.overlay(), request.profile());
    return opener.open(request.inputs(), targets, base, settings, control, jobsInFlight);
  }

  /**
   * Hands out the outputs of a run.
   *
   * @param inputs all inputs of the run
   * @param output a file, or a folder; empty means beside each input
   * @param several whether the run has more than one output
   */
  public Targets targets(List<Path> inputs, Optional<Path> output, boolean several) {
    return new Targets(inputs, output, several, loader.get().load().conversion().outputName());
  }

  private Job open(Request request, Control control) {
    String name = settingsOf(request.overlay(), request.profile()).conversion().outputName();
    Targets targets = new Targets(request.inputs(), request.output(), false, name);
    return open(request, targets, Optional.empty(), control);
  }

  private Settings settingsOf(Map<String, Object> overlay, Optional<String> profile) {
    return loader.get().request(overlay).requestedProfile(profile).load();
  }

  /**
   * Watches inboxes until what is returned is closed: their files become Parquet, each once.
   *
   * @param inboxes the inboxes; see {@link SettingsLoader#inboxes()}
   * @param listener hears of each job that has ended, from several threads
   * @throws io.logflow.job.LogFlowException where an inbox cannot be used, or is watched already
   */
  public Watch watch(List<InboxSettings> inboxes, Consumer<JobLine> listener) {
    return watch(inboxes, List.of(), listener);
  }

  /** As {@link #watch(List, Consumer)}, and runs schedules when they are due. */
  public Watch watch(
      List<InboxSettings> inboxes, List<ScheduleSettings> schedules, Consumer<JobLine> listener) {
    return Watch.start(Doors.of(inboxes, schedules, true, loader), pipeline, store, listener);
  }

  /** As {@link #watch(List, List, Consumer)}, together with the HTTP server. */
  public Service serve(
      List<InboxSettings> inboxes, List<ScheduleSettings> schedules, Consumer<JobLine> listener) {
    Doors doors = Doors.of(inboxes, schedules, true, loader);
    return Service.start(
        doors, new Service.Parts(doors.process(), loader, pipeline, store, this::plan), listener);
  }

  /**
   * Runs a schedule once and waits for its end.
   *
   * @param date local date and time in the schedule's zone for which it reads its inputs
   * @param stop at zero when it is to be given up
   * @throws io.logflow.job.LogFlowException see {@link Batches#run}
   */
  public Run runBatch(
      ScheduleSettings schedule,
      LocalDateTime date,
      String askedBy,
      Consumer<JobLine> listener,
      CountDownLatch stop) {
    Doors doors = Doors.of(List.of(), List.of(schedule), false, loader);
    return new Batches(store)
        .run(schedule, date, askedBy, () -> Watch.start(doors, pipeline, store, listener), stop);
  }

  /** The state store, for those who read the history. */
  public StateStore store() {
    return store;
  }

  @Override
  public void close() {
    try {
      pipeline.close();
    } finally {
      owner.ifPresent(OwnerLock::close);
      store.close();
    }
  }

  /** Collects how LogFlow is opened. */
  public static final class Builder {
    private Supplier<SettingsLoader.Builder> loader = SettingsLoader::ofProcess;
    private String door = "sdk";
    private boolean keepState = true;
    private int jobsInFlight = 1;

    private Builder() {}

    /** Where the settings come from; by default from this user and this folder. */
    public Builder settings(Supplier<SettingsLoader.Builder> settings) {
      this.loader = settings;
      return this;
    }

    /** What the jobs' door is called in the history; {@code sdk} by default. */
    public Builder door(String name) {
      this.door = name;
      return this;
    }

    /** Keeps no history: works without a writable home folder. */
    public Builder noState() {
      this.keepState = false;
      return this;
    }

    /** How many jobs run at once and share the budget of memory and threads. */
    public Builder jobsInFlight(int jobs) {
      this.jobsInFlight = jobs;
      return this;
    }

    public LogFlow open() {
      return new LogFlow(this);
    }
  }
}
