package io.logflow.flow.watch;

import static java.util.Objects.requireNonNull;

import io.logflow.flow.Failure;
import io.logflow.flow.JobOpener;
import io.logflow.flow.JobRows;
import io.logflow.flow.append.AppendedFiles;
import io.logflow.job.Control;
import io.logflow.job.ErrorKind;
import io.logflow.job.FileStamp;
import io.logflow.job.Input;
import io.logflow.job.Job;
import io.logflow.job.LogFlowException;
import io.logflow.job.OnExisting;
import io.logflow.job.Target;
import io.logflow.publish.Targets;
import io.logflow.publish.WorkNames;
import io.logflow.settings.InboxSettings;
import io.logflow.settings.Settings;
import io.logflow.store.StoredJob;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A watched folder at run time: its settings and those of its jobs, and how it opens them. */
public final class Inbox {
  private final InboxSettings settings;
  private final Settings conversion;
  private final Map<String, Object> publicConfig;
  private final String configHash;
  private final JobOpener opener;
  private final JobOpener.Common common;
  private final Trouble trouble;
  private final Optional<LeftFiles> left;
  private final Function<StoredJob, JobOpener.Common> commons;
  private volatile boolean claiming;
  private volatile Optional<String> run = Optional.empty();
  private volatile Optional<AppendedFiles> appended = Optional.empty();

  /** An inbox whose files are moved. */
  Inbox(InboxSettings settings, Settings conversion, int inFlight) {
    this(settings, conversion, inFlight, Optional.empty());
  }

  /**
   * An inbox.
   *
   * @param conversion the settings of its jobs
   * @param inFlight jobs of this process that share the memory
   * @param left its files, where they stay where they are
   */
  Inbox(InboxSettings settings, Settings conversion, int inFlight, Optional<LeftFiles> left) {
    this(settings, conversion, inFlight, left, Optional.empty());
  }

  /**
   * A door whose jobs have settings of their own.
   *
   * @param conversion what holds where a job's own cannot be read any more
   * @param settingsOf the settings of a job, by its row
   */
  Inbox(
      InboxSettings settings,
      Settings conversion,
      int inFlight,
      Function<StoredJob, Settings> settingsOf) {
    this(settings, conversion, inFlight, Optional.empty(), Optional.of(settingsOf));
  }

  private Inbox(
      InboxSettings settings,
      Settings conversion,
      int inFlight,
      Optional<LeftFiles> left,
      Optional<Function<StoredJob, Settings>> settingsOf) {
    this.left = left;
    this.settings = requireNonNull(settings, "settings is null");
    this.conversion = requireNonNull(conversion, "conversion is null");
    this.publicConfig = JobRows.publicConfig(conversion.publicConfig());
    this.configHash = conversion.configHash();
    this.opener = new JobOpener(door(), Clock.systemUTC());
    this.common = opener.common(conversion, inFlight);
    this.commons =
        settingsOf
            .<Function<StoredJob, JobOpener.Common>>map(
                own -> row -> opener.common(own.apply(row), inFlight))
            .orElse(row -> common);
    this.trouble = new Trouble(door(), System::nanoTime);
  }

  /** The inbox's name in the history. */
  String door() {
    return settings.door();
  }

  /** Its files, where they stay where they are. */
  Optional<LeftFiles> left() {
    return left;
  }

  InboxSettings settings() {
    return settings;
  }

  Settings conversion() {
    return conversion;
  }

  Map<String, Object> publicConfig() {
    return publicConfig;
  }

  String configHash() {
    return configHash;
  }

  Trouble trouble() {
    return trouble;
  }

  /** From here on of its files only what is new is read. */
  void readOn(AppendedFiles files) {
    left.ifPresent(LeftFiles::grow);
    this.appended = Optional.of(files);
  }

  /** Its files, where of each only what is new is read. */
  Optional<AppendedFiles> appended() {
    return appended;
  }

  /** Whose run its claims belong to from here on, where it is a schedule. */
  void run(Optional<String> id) {
    this.run = id;
  }

  Optional<String> run() {
    return run;
  }

  /** Notes that a claim begins or has come to its end. */
  void claiming(boolean begins) {
    this.claiming = begins;
  }

  /** Whether a claim has begun and not come to its end. */
  boolean isClaiming() {
    return claiming;
  }

  /** Whether its folder can be seen; a disk may have gone, and its files are not gone with it. */
  boolean isThere() {
    return left.map(LeftFiles::isThere).orElseGet(() -> Files.exists(InboxLock.file(settings)));
  }

  /** What is wrong where it is not. */
  Failure notThere() {
    return left.map(LeftFiles::notThere)
        .orElseGet(
            () ->
                new Failure(
                    ErrorKind.INPUT_UNREADABLE,
                    "The folder " + settings.path() + " or its disk is not there any more.",
                    "Mount it again; its jobs wait for it."));
  }

  String nextId() {
    return opener.nextId();
  }

  /** Where the input of a job is while it is claimed. */
  Path workFile(String jobId, Path source) {
    return left.isPresent()
        ? source
        : settings.work().resolve(WorkNames.of(jobId, settings.path(), source));
  }

  /**
   * Opens a job that a worker has taken.
   *
   * @throws io.logflow.job.LogFlowException INPUT_NOT_FOUND, INPUT_UNREADABLE
   */
  Job open(StoredJob row, Control control, int threads) {
    Path work = Path.of(row.text("work_path").orElseThrow());
    Input input =
        appended
            .filter(any -> isLeft(row))
            .map(files -> cut(files, row))
            .orElseGet(() -> whole(row, work));
    long createdAt = row.number("created_at").orElseThrow();
    JobOpener.Common own = commons.apply(row);
    return opener.reopen(input, createdAt, target(row, createdAt), own, control, threads);
  }

  private Input cut(AppendedFiles files, StoredJob row) {
    FileStamp stamp = left.orElseThrow().open(row);
    Path folder = common.tempDir().resolve(row.id());
    return files.cut(row.id(), source(row), KnownStamp.identity(stamp), folder);
  }

  private Input whole(StoredJob row, Path work) {
    return new Input(
        row.id(),
        work,
        row.text("original_name").orElseThrow(),
        left.filter(any -> isLeft(row))
            .map(files -> files.open(row))
            .orElseGet(() -> JobOpener.stampOf(work)),
        Optional.empty());
  }

  /** The control of a job of several of its inputs. */
  Control limited(Control control, List<Input> inputs) {
    return JobOpener.limited(control, common, inputs);
  }

  /** A job whose input cannot be opened any more, for the record of its end. */
  Job lost(StoredJob row, Control control) {
    Path work = Path.of(row.text("work_path").orElseThrow());
    String name = row.text("original_name").orElseThrow();
    Input input = new Input(row.id(), work, name, FileStamp.UNKNOWN, Optional.empty());
    long createdAt = row.number("created_at").orElseThrow();
    return opener.reopen(input, createdAt, anyTarget(row, createdAt), common, control, 1);
  }

  /** Where the output of a job goes: sub-folders are mirrored, except in a dataset. */
  Target target(StoredJob row, long createdAt) {
    Path source = source(row);
    Targets targets = new Targets(List.of(source), Optional.of(folder()), true, template());
    Optional<Path> base =
        Optional.of(settings.path()).filter(any -> !common.options().layout().dataset());
    Target target = targets.target(List.of(source), base, row.id(), createdAt);
    String output = settings.output().toString();
    return new Target(target.folder(), target.fileName(), output, target.root(), 1);
  }

  /** The output folder in the form that says that it is one, whatever lies there now. */
  private Path folder() {
    return settings.output().resolve(".");
  }

  /** As {@link #target}, and some name below the output folder where that is not possible. */
  private Target anyTarget(StoredJob row, long createdAt) {
    try {
      return target(row, createdAt);
    } catch (LogFlowException e) {
      String output = settings.output().toString();
      return new Target(settings.output(), row.id() + ".parquet", output);
    }
  }

  /** Whether a job's input stays where it came; one from before the settings said so does not. */
  static boolean isLeft(StoredJob row) {
    return row.text("work_path").equals(row.text("input_path"));
  }

  /** Whether its outputs replace earlier ones of the same name. */
  boolean replaces() {
    return common.options().onExisting() == OnExisting.REPLACE;
  }

  private String template() {
    return common.options().outputName();
  }

  /** Where an input goes when its job has ended, below one of our folders. */
  Path mirrored(Path folder, StoredJob row) {
    return mirrored(settings, folder, source(row));
  }

  /** As {@link #mirrored(Path, StoredJob)}, of a file that came from {@code source}. */
  static Path mirrored(InboxSettings inbox, Path folder, Path source) {
    Path parent = source.getParent();
    return parent.startsWith(inbox.path())
        ? folder.resolve(inbox.path().relativize(parent)).normalize()
        : folder;
  }

  /** Where an input came from. */
  static Path source(StoredJob row) {
    return Path.of(row.text("input_path").orElseThrow());
  }
}
