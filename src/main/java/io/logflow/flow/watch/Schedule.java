package io.logflow.flow.watch;

import io.logflow.flow.watch.Claims.Claim;
import io.logflow.flow.watch.RunInputs.Missing;
import io.logflow.job.FileStamp;
import io.logflow.job.Product;
import io.logflow.settings.ScheduleSettings;
import io.logflow.store.BatchRuns;
import io.logflow.store.BatchRuns.Run;
import io.logflow.store.OwnerLock;
import io.logflow.store.Queue;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A schedule at run time, with at most one run at once. A run looks for its inputs, claims those
 * that are new or changed, and ends when a look finds nothing more and all its jobs have ended. All
 * that it needs to go on is on record, so that another process can go on with it. For one thread.
 */
final class Schedule {
  /** How long a run waits for inputs that somebody is writing. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** How often a run takes an input that changes again and again. */
  private static final int MOST_CLAIMS = 3;

  private final ScheduleSettings settings;
  private final Inbox inbox;
  private final BatchRuns runs;
  private final Queue queue;
  private final DueRuns due;
  private final Clock clock;
  private final boolean byClock;
  private final Map<Path, Integer> claimed = new HashMap<>();
  private Run run;
  private Instant since;
  private boolean more;

  /**
   * A schedule that has not run yet.
   *
   * @param inbox how its files are converted
   * @param byClock whether it runs when it is due, too
   */
  Schedule(
      ScheduleSettings settings,
      Inbox inbox,
      BatchRuns runs,
      Queue queue,
      Clock clock,
      boolean byClock) {
    this.settings = settings;
    this.inbox = inbox;
    this.runs = runs;
    this.queue = queue;
    this.clock = clock;
    this.byClock = byClock;
    this.due = new DueRuns(settings, runs, clock, inbox::nextId);
    due.know();
  }

  Inbox inbox() {
    return inbox;
  }

  /** What is to be claimed now. */
  List<Claim> look() {
    if (run == null && !begin()) {
      return List.of();
    }
    if (!more && runs.open(run.id()) > 0) {
      return List.of();
    }
    RunInputs found = RunInputs.find(settings, run.date());
    Set<String> there =
        found.files().values().stream().map(FileStamp::identity).collect(Collectors.toSet());
    inbox.appended().ifPresent(files -> files.present(there));
    List<Claim> claims = claims(found);
    boolean waits =
        !settings.isIncremental()
            && !found.written().isEmpty()
            && clock.instant().isBefore(since.plus(PATIENCE));
    more = claims.size() == Intake.GROUP;
    if (claims.isEmpty() && !waits && runs.open(run.id()) == 0) {
      end(found);
    }
    return claims;
  }

  /** Whether there is a run now. */
  private boolean begin() {
    List<String> paused = queue.paused();
    if (paused.contains("*") || paused.contains(inbox.door())) {
      return false;
    }
    if (byClock) {
      due.enter();
    }
    Optional<Run> next = runs.next(settings.name());
    next.ifPresent(this::begin);
    return next.isPresent();
  }

  private void begin(Run next) {
    run = next;
    since = clock.instant();
    more = true;
    claimed.clear();
    runs.begin(run.id(), OwnerLock.owner(), since);
    runs.adopt(inbox.door(), run.id());
    inbox.run(Optional.of(run.id()));
  }

  private List<Claim> claims(RunInputs found) {
    LeftFiles left = inbox.left().orElseThrow();
    Set<String> again = runs.again(inbox.door(), run.id());
    long now = clock.millis();
    List<Claim> claims = new ArrayList<>();
    found
        .files()
        .forEach(
            (file, stamp) -> {
              boolean retry = again.contains(file.toString()) && !left.isBusy(file);
              boolean wanted = left.wants(file, stamp) || retry;
              boolean still = settings.isIncremental() || !found.written().contains(file);
              boolean free = claims.size() < Intake.GROUP && still;
              if (wanted && free && mayClaim(file)) {
                claims.add(new Claim(inbox.nextId(), file, stamp, now));
              }
            });
    return claims;
  }

  private boolean mayClaim(Path file) {
    int most = settings.isIncremental() ? 1 : MOST_CLAIMS;
    return claimed.merge(file, 1, Integer::sum) <= most;
  }

  private void end(RunInputs found) {
    List<Missing> missing = found.missing();
    Set<String> entered = missed();
    missing.stream().filter(one -> !entered.contains(one.input())).forEach(this::enter);
    Set<String> taken = runs.inputs(run.id());
    Map<Path, FileStamp> files = found.files();
    Set<Path> written = stillWritten(found);
    long unchanged =
        files.keySet().stream()
            .filter(file -> !taken.contains(file.toString()) && !written.contains(file))
            .count();
    RunCounts counts =
        new RunCounts(
            runs.standings(run.id()), files.size(), unchanged, missed().size(), written.size());
    runs.end(run.id(), true, counts.exitCode(), counts.json(), clock.instant());
    inbox.run(Optional.empty());
    run = null;
  }

  /** Files that were written to, or changed, until patience ended. */
  private Set<Path> stillWritten(RunInputs found) {
    if (settings.isIncremental()) { // What came meanwhile is the next run's.
      return Set.of();
    }
    LeftFiles left = inbox.left().orElseThrow();
    return found.files().entrySet().stream()
        .filter(file -> left.wants(file.getKey(), file.getValue()))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /** Inputs that are on record as missing. */
  private Set<String> missed() {
    return runs.failures(run.id()).stream()
        .filter(job -> job.number("attempt").orElse(0L) == 0)
        .filter(job -> job.number("input_size").isEmpty())
        .map(job -> job.text("input_path").orElseThrow())
        .collect(Collectors.toSet());
  }

  private void enter(Missing missing) {
    runs.missing(
        inbox.nextId(),
        missing.input(),
        clock.millis(),
        inbox.door(),
        missing.name(),
        settings.jobs().output().toString(),
        Product.VERSION,
        run.id(),
        missing.failure().message(),
        missing.failure().label(),
        missing.failure().remedy());
  }

  /** A claim came to nothing: its files are looked for again. */
  void claimFailed() {
    claimed.clear();
  }
}
