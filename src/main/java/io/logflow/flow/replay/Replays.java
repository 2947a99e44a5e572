package io.logflow.flow.replay;

import io.logflow.flow.JobConfig;
import io.logflow.flow.JobOpener;
import io.logflow.flow.Outcomes;
import io.logflow.flow.replay.Originals.Original;
import io.logflow.job.Agreement;
import io.logflow.job.Contract;
import io.logflow.job.Control;
import io.logflow.job.EncodingProof;
import io.logflow.job.ErrorKind;
import io.logflow.job.FileStamp;
import io.logflow.job.Format;
import io.logflow.job.Input;
import io.logflow.job.Inspection;
import io.logflow.job.Job;
import io.logflow.job.LogFlowException;
import io.logflow.job.OnExisting;
import io.logflow.job.Replay;
import io.logflow.job.Replay.Rewritten;
import io.logflow.job.ReplayRequest;
import io.logflow.job.ReplayRequest.Way;
import io.logflow.job.Replayed;
import io.logflow.job.Target;
import io.logflow.publish.Publisher;
import io.logflow.publish.ReplayNames;
import io.logflow.settings.Settings;
import io.logflow.settings.SettingsLoader;
import io.logflow.store.Compactions;
import io.logflow.store.Contracts;
import io.logflow.store.Jobs;
import io.logflow.store.PrivateFiles;
import io.logflow.store.StateStore;
import io.logflow.store.StoredJob;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * Takes in rows that a job rejected. They are read one by one as they are to be read now; those
 * that can be are written to a file of their own, the input of a job like any other: its output is
 * a further part beside the first, or that one made again. What was taken in before is known by the
 * history, so that nothing comes twice.
 */
public final class Replays {
  private final Supplier<SettingsLoader.Builder> loader;
  private final StateStore store;
  private final Jobs jobs;
  private final Compactions compactions;
  private final JobOpener opener;
  private final UnaryOperator<Job> pipeline;

  /**
   * @param loader of the settings that stand below those of the job
   * @param opener opens jobs of the door that asks
   * @param pipeline converts an opened replay
   */
  public Replays(
      Supplier<SettingsLoader.Builder> loader,
      StateStore store,
      JobOpener opener,
      UnaryOperator<Job> pipeline) {
    this.loader = loader;
    this.store = store;
    this.jobs = new Jobs(store);
    this.compactions = new Compactions(store);
    this.opener = opener;
    this.pipeline = pipeline;
  }

  /**
   * Takes in what a job, or the replays of it until now, could not.
   *
   * @throws LogFlowException USAGE where the job has no output or another replay of it is running;
   *     TOO_MANY_REJECTS where no row can be taken in; INPUT_NOT_FOUND where the rejected rows, or
   *     inputs of an output that is to be made again, are gone; else as a conversion does
   */
  public Replayed replay(ReplayRequest request, Control control) {
    String first = Chain.of(jobs, request.job()).job().id();
    return ReplayLock.holding(store, first, () -> replay(first, request, control));
  }

  private Replayed replay(String first, ReplayRequest request, Control control) {
    Chain chain = Chain.of(jobs, first);
    chain.requireOutput();
    return chain.left() == 0
        ? new Replayed(first, Optional.empty(), false, 0, 0)
        : replay(chain, request, control);
  }

  private Replayed replay(Chain chain, ReplayRequest request, Control control) {
    StoredJob job = chain.job();
    Path output = job.text("output_path").map(Path::of).orElseThrow();
    Path now = compactions.current(output);
    boolean rewriting = way(job, request, !now.equals(output)) == Way.REWRITE;
    List<Original> originals =
        rewriting ? new Originals(jobs).of(chain.rewritten(), output) : List.of();
    ReplaySettings asked = new ReplaySettings(loader, job, chain.rewritten(), request.overlay());
    KeptRows kept = KeptRows.of(chain.rejects(), chain.latestIds(), rewriting);
    Settings settings = rewriting ? asked.rewriting() : asked.part(kept);
    Target target =
        rewriting
            ? ReplayNames.again(output)
            : ReplayNames.part(output, job.text("ledger_output").orElse(output.toString()));
    if (rewriting) {
      requireSameName(output, Publisher.asked(target, settings.conversion().layout()));
    }
    List<Input> inputs = inputs(originals, kept.format());
    String rowsId = opener.nextId();
    String jobId = inputs.isEmpty() ? rowsId : inputs.get(0).jobId();
    Path rows = ReplayNames.rows(target, rowsId);
    Path left = opener.scratch(settings, jobId).resolve("left.rejects");
    makePrivate(left.getParent());
    RowFile.Made made =
        new RowFile(kept, asked.rows(), corrections(request)).write(rows, left, rowsId, control);
    Optional<Rewritten> rewritten =
        rewriting
            ? Optional.of(new Rewritten(chain.rewritten().id(), chain.rejected()))
            : Optional.empty();
    boolean published = false;
    try {
      inputs.add(input(rowsId, rows, kept.format()));
      Replay replay = new Replay(job.id(), rowsId, left, made.left(), made.dropped(), rewritten);
      Contract like = new Likeness(new Contracts(store)).of(job, now, rewriting);
      Job opened = opener.open(inputs, target, settings, control).under(Agreement.NONE, like);
      Job done = pipeline.apply(opened.withReplay(replay));
      published = true;
      return new Replayed(
          job.id(), Optional.of(Outcomes.of(done)), rewriting, made.tried(), made.left());
    } finally {
      if (!published) {
        removeUnused(rows, rowsId);
      }
    }
  }

  /** Under another name the rows of the output would be there twice. */
  private static void requireSameName(Path output, Path again) {
    if (!again.equals(output)) {
      throw ErrorKind.USAGE.error(
          "Made again, the output %s would be published as %s, beside it.".formatted(output, again),
          "Leave out what makes it a folder or a file (partition_by, max_file_size), or give --as"
              + " part.");
    }
  }

  private static Way way(StoredJob job, ReplayRequest request, boolean compacted) {
    boolean dataset = ReplaySettings.isOfDataset(job);
    if (dataset && request.way().equals(Optional.of(Way.REWRITE))) {
      throw ErrorKind.USAGE.error(
          "The output of job " + job.id() + " is a part of a dataset, which is not made again.",
          "Give --as part, and the rows become a part of their own.");
    }
    if (compacted && request.way().equals(Optional.of(Way.REWRITE))) {
      throw ErrorKind.USAGE.error(
          "The output of job " + job.id() + " was compacted into a file with others.",
          "Give --as part, and the rows go to a file of their own beside it.");
    }
    String existing =
        JobConfig.setting(job, "conversion.on_existing").map(String::valueOf).orElse("fail");
    boolean versions = existing.equalsIgnoreCase(OnExisting.VERSION.name());
    return request.way().orElse(versions || compacted || dataset ? Way.PART : Way.REWRITE);
  }

  private static Corrections corrections(ReplayRequest request) {
    return request.corrected().map(Corrections::read).orElseGet(Corrections::none);
  }

  private List<Input> inputs(List<Original> originals, Format format) {
    List<Input> inputs = new ArrayList<>();
    for (Original original : originals) {
      String id = opener.nextId();
      FileStamp stamp = JobOpener.stampOf(original.path());
      inputs.add(
          original.replayed()
              ? input(id, original.path(), format)
              : new Input(id, original.path(), original.name(), stamp, Optional.empty()));
    }
    return inputs;
  }

  /** An input of rows in the form in which {@link CleanRows} writes them. */
  private static Input input(String id, Path rows, Format format) {
    Inspection inspection =
        new Inspection(
            format,
            StandardCharsets.UTF_8,
            0,
            "The rows were written so.",
            CleanRows.DIALECT,
            EncodingProof.SURE);
    String name = rows.getFileName().toString();
    return new Input(id, rows, name, JobOpener.stampOf(rows), Optional.of(inspection));
  }

  /** The rows stay where a job that failed late has published them after all. */
  private void removeUnused(Path rows, String id) {
    boolean used = jobs.exists(id) && Chain.isPublished(jobs.find(id));
    if (!used) {
      remove(rows);
    }
  }

  private static void makePrivate(Path folder) {
    try {
      PrivateFiles.createFolder(folder);
    } catch (IOException e) {
      throw ErrorKind.OUTPUT_NOT_WRITABLE.error(
          "The temporary folder " + folder + " cannot be made: " + e.getMessage() + ".",
          "Check engine.temp_dir and its disk.",
          e);
    }
  }

  private static void remove(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw ErrorKind.OUTPUT_NOT_WRITABLE.error(
          file + " cannot be removed: " + e.getMessage() + ".", "Remove it yourself.", e);
    }
  }
}
