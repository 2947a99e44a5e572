package io.logflow.flow;

import io.logflow.job.Control;
import io.logflow.job.ErrorKind;
import io.logflow.job.FileStamp;
import io.logflow.job.Input;
import io.logflow.job.Job;
import io.logflow.job.JobIds;
import io.logflow.job.JobSettings;
import io.logflow.job.Product;
import io.logflow.job.Resources;
import io.logflow.job.Target;
import io.logflow.publish.Targets;
import io.logflow.settings.Settings;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Opens jobs: gives them ids, takes the stamps of their inputs, divides the budget among them. */
public final class JobOpener {
  private static final String OWNER = owner();
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
        target(files, targets, base, id, now),
        settings.conversion(),
        resources(id, settings, inFlight),
        recorded(settings),
        control);
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
        tempFolders.usable(settings).resolve(id),
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

  private static String owner() {
    ProcessHandle self = ProcessHandle.current();
    long started = self.info().startInstant().map(java.time.Instant::toEpochMilli).orElse(0L);
    return self.pid() + "@" + started;
  }
}
