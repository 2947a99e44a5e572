package io.logflow.flow;

import io.logflow.job.Control;
import io.logflow.job.ConversionOptions;
import io.logflow.job.ErrorKind;
import io.logflow.job.FileStamp;
import io.logflow.job.Input;
import io.logflow.job.Job;
import io.logflow.job.JobIds;
import io.logflow.job.JobSettings;
import io.logflow.job.Product;
import io.logflow.job.Resources;
import io.logflow.job.Target;
import io.logflow.job.UnpackLimits;
import io.logflow.publish.Targets;
import io.logflow.settings.Settings;
import io.logflow.store.OwnerLock;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Opens jobs: gives them ids, takes the stamps of their inputs, divides the budget among them. */
public final class JobOpener {
  private static final String OWNER = OwnerLock.owner();
  private final String door;
  private final Clock clock;
  private final JobIds ids;
  private final TempFolders tempFolders = new TempFolders();

  public JobOpener(String door, Clock clock) {
    this.door = door;
    this.clock = clock;
    this.ids = new JobIds(clock);
  }

  /**
   * Opens a job.
   *
   * @param files the inputs, at least one
   * @param targets hands out the outputs of the run that this job belongs to
   * @param base folder whose structure the output folder mirrors
   * @param inFlight jobs that share the budget
   */
  public Job open(
      List<Path> files,
      Targets targets,
      Optional<Path> base,
      Settings settings,
      Control control,
      int inFlight) {
    List<Input> inputs = new ArrayList<>();
    for (Path file : files) {
      inputs.add(
          new Input(
              ids.next(), file, file.getFileName().toString(), stamp(file), Optional.empty()));
    }
    String id = inputs.get(0).jobId();
    long now = clock.millis();
    return Job.open(
        id,
        door,
        OWNER,
        now,
        inputs,
        target(files, targets, base.filter(any -> isMirrored(settings)), id, now),
        settings.conversion(),
        resources(id, settings, inFlight),
        recorded(settings),
        TimeLimit.on(control, settings.engine().maxJobTime(), inputs));
  }

  /** Opens a job of inputs that have ids already; it has all threads and memory for itself. */
  public Job open(List<Input> inputs, Target target, Settings settings, Control control) {
    String id = inputs.get(0).jobId();
    return Job.open(
        id,
        door,
        OWNER,
        clock.millis(),
        inputs,
        target,
        settings.conversion(),
        resources(id, settings, 1),
        recorded(settings),
        TimeLimit.on(control, settings.engine().maxJobTime(), inputs));
  }

  /** The folder that a job may use for temporary files; not there yet. */
  public Path scratch(Settings settings, String id) {
    return tempFolders.usable(settings).resolve(id);
  }

  /** A new job id. */
  public String nextId() {
    return ids.next();
  }

  /**
   * What all jobs of the same settings have in common.
   *
   * @param options how to convert
   * @param memoryBytes memory of one job
   * @param tempDir folder in which each job may make one of its own
   * @param unpacking how far compressed inputs may grow
   * @param maxTime how long one job may be worked on
   * @param recorded what stays on record
   */
  public record Common(
      ConversionOptions options,
      long memoryBytes,
      Path tempDir,
      UnpackLimits unpacking,
      Optional<Duration> maxTime,
      JobSettings recorded) {}

  /** Finds out once what all jobs of these settings have in common. */
  public Common common(Settings settings, int inFlight) {
    Resources shared = resources("all", settings, inFlight);
    return new Common(
        settings.conversion(),
        shared.memoryBytes(),
        shared.tempDir().getParent(),
        shared.unpacking(),
        settings.engine().maxJobTime(),
        recorded(settings));
  }

  /**
   * Opens a job that is on record already.
   *
   * @param input its input, with the id of the job
   * @param createdAt when it was recorded first, epoch milliseconds
   * @param threads threads it may use
   */
  public Job reopen(
      Input input, long createdAt, Target target, Common common, Control control, int threads) {
    String id = input.jobId();
    return Job.open(
        id,
        door,
        OWNER,
        createdAt,
        List.of(input),
        target,
        common.options(),
        new Resources(
            threads, common.memoryBytes(), common.tempDir().resolve(id), common.unpacking()),
        common.recorded(),
        TimeLimit.on(control, common.maxTime(), List.of(input)));
  }

  /** A control that stops a job of several inputs after the time that one job may take. */
  public static Control limited(Control control, Common common, List<Input> inputs) {
    return TimeLimit.on(control, common.maxTime(), inputs);
  }

  /** The stamp of an input; fails where it is no readable regular file. */
  public static FileStamp stampOf(Path file) {
    return stamp(file);
  }

  /** Parts of a dataset lie beside each other. */
  private static boolean isMirrored(Settings settings) {
    return !settings.conversion().layout().dataset();
  }

  private static Target target(
      List<Path> files, Targets targets, Optional<Path> base, String id, long now) {
    synchronized (targets) { // One run's targets are handed out one at a time.
      return targets.target(files, base, id, now);
    }
  }

  private Resources resources(String id, Settings settings, int inFlight) {
    return new Resources(
        Math.max(1, settings.engine().threads() / inFlight),
        settings.engine().memoryLimitBytes() / inFlight,
        scratch(settings, id),
        settings.engine().unpacking());
  }

  private static JobSettings recorded(Settings settings) {
    return new JobSettings(
        Product.VERSION,
        settings.configHash(),
        settings.profile(),
        settings.publicConfig(),
        settings.engine().defaultEngine());
  }

  private static FileStamp stamp(Path file) {
    try {
      if (Files.exists(file) && !Files.isRegularFile(file)) {
        throw ErrorKind.INPUT_NOT_FOUND.error(
            file + " is not a regular file.", "Name a file, a folder or a pattern of files.");
      }
      return FileStamp.of(file);
    } catch (NoSuchFileException e) {
      throw ErrorKind.INPUT_NOT_FOUND.error("There is no file " + file + ".", "Check the path.", e);
    } catch (AccessDeniedException e) {
      throw ErrorKind.INPUT_UNREADABLE.error(
          file + " may not be read by this user.", "Give the user read permission.", e);
    } catch (IOException e) {
      throw ErrorKind.INPUT_UNREADABLE.error(
          file + " cannot be read: " + e.getMessage(), "Check the disk and the path.", e);
    }
  }
}
