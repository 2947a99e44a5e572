package io.logflow.flow.watch;

import io.logflow.flow.Pipeline;
import io.logflow.flow.append.AppendedFiles;
import io.logflow.flow.watch.hook.Hooks;
import io.logflow.settings.InboxSettings;
import io.logflow.settings.ScheduleSettings;
import io.logflow.settings.ScheduleSettings.Incremental;
import io.logflow.settings.Settings;
import io.logflow.store.AppendStates;
import io.logflow.store.BatchRuns;
import io.logflow.store.OwnerLock;
import io.logflow.store.Queue;
import io.logflow.store.StateStore;
import io.logflow.store.StoredJob;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Watches inboxes until it is closed: intake, queue, workers, upkeep. */
public final class Watch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
  private static final int SMALL_GROUP = 64;
  private static final long GRACE_MILLIS = 5_000;
  private static final long LANDING_MILLIS = 10_000;

  private final List<InboxLock> locks;
  private final Inboxes inboxes;
  private final int threads;
  private final Sender sender;
  private final WatchBeans beans;
  private final WatchRoutes routes;
  private final boolean scheduled;
  private final boolean lasting;
  private final CamelContext context;
  private final Hooks hooks;
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final List<Thread> workers = new ArrayList<>();
  private final ScheduledExecutorService upkeep;
  private final Optional<Arrivals> arrivals;
  private ScheduledFuture<?> upkeepTurns;

  private Watch(
      List<InboxLock> locks,
      Inboxes inboxes,
      List<Schedule> schedules,
      Doors doors,
      Pipeline pipeline,
      StateStore store,
      Consumer<JobLine> listener) {
    Settings process = doors.process();
    this.locks = locks;
    this.inboxes = inboxes;
    this.threads = process.engine().threads();
    this.context = pipeline.context();
    this.hooks = new Hooks(store, process.hookRules(), inboxes.settings());
    this.sender = (route, body) -> pipeline.send(route, body, Object.class);
    this.beans =
        new WatchBeans(
            inboxes,
            schedules,
            threads,
            store,
            pipeline.contracts(),
            sender,
            listener,
            stopping::get);
    this.routes = new WatchRoutes(context);
    this.scheduled = !schedules.isEmpty();
    this.lasting = doors.byClock();
    this.upkeep = Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "upkeep"));
    this.arrivals =
        inboxes.all().stream()
            .filter(inbox -> inbox.settings().isHttp())
            .findFirst()
            .map(inbox -> new Arrivals(inbox, new Queue(store), sender, beans));
    beans.byName().forEach(context.getRegistry()::bind);
    context
        .getRegistry()
        .bind(
            "job-retention",
            new JobRetention(process.storage(), store, inboxes.settings().values()));
  }

  /**
   * Begins to watch.
   *
   * @param doors inboxes and schedules
   * @param listener hears of each job that has ended, from several threads
   * @throws io.logflow.job.LogFlowException where a door cannot be used or is watched already
   */
  public static Watch start(
      Doors doors, Pipeline pipeline, StateStore store, Consumer<JobLine> listener) {
    return start(doors, row -> doors.process(), pipeline, store, listener);
  }

  /**
   * As {@link #start(Doors, Pipeline, StateStore, Consumer)}, with a door to which inputs are
   * handed over, where one of the inboxes is none that is watched.
   *
   * @param settingsOf the settings of a job of that door, by its row
   */
  public static Watch start(
      Doors doors,
      Function<StoredJob, Settings> settingsOf,
      Pipeline pipeline,
      StateStore store,
      Consumer<JobLine> listener) {
    Map<InboxSettings, Settings> all = new LinkedHashMap<>(doors.inboxes());
    doors.schedules().forEach((schedule, settings) -> all.put(schedule.jobs(), settings));
    List<InboxLock> locks = InboxLocks.take(List.copyOf(all.keySet()), store);
    try {
      OwnerLock.sweep(store);
      int threads = doors.process().engine().threads();
      Inboxes inboxes =
          new Inboxes(
              all.entrySet().stream()
                  .map(entry -> inbox(entry, settingsOf, threads + 2, store))
                  .toList());
      List<Schedule> schedules =
          doors.schedules().keySet().stream()
              .map(one -> schedule(one, inboxes, doors.byClock(), store))
              .toList();
      return begun(new Watch(locks, inboxes, schedules, doors, pipeline, store, listener));
    } catch (RuntimeException e) {
      locks.forEach(InboxLock::close);
      throw e;
    }
  }

  private static Schedule schedule(
      ScheduleSettings settings, Inboxes inboxes, boolean byClock, StateStore store) {
    Inbox inbox = inboxes.of(settings.door());
    if (settings.isIncremental()) {
      boolean full = settings.incremental() == Incremental.FULL;
      AppendStates states = new AppendStates(store);
      inbox.readOn(new AppendedFiles(inbox.door(), states, inbox.conversion().conversion(), full));
    }
    return new Schedule(
        settings, inbox, new BatchRuns(store), new Queue(store), Clock.systemUTC(), byClock);
  }

  private static Watch begun(Watch watch) {
    try {
      watch.begin();
      return watch;
    } catch (RuntimeException e) {
      watch.close();
      throw e;
    }
  }

  private static Inbox inbox(
      Map.Entry<InboxSettings, Settings> entry,
      Function<StoredJob, Settings> settingsOf,
      int inFlight,
      StateStore store) {
    InboxSettings settings = entry.getKey();
    if (settings.isHttp()) {
      return new Inbox(settings, entry.getValue(), inFlight, settingsOf);
    }
    FormerDoors.takeOver(settings, store);
    return new Inbox(
        settings, entry.getValue(), inFlight, LeftFiles.of(settings, settings.door(), store));
  }

  /**
   * The door to which inputs are handed over.
   *
   * @throws java.util.NoSuchElementException where this process has none
   */
  public Arrivals arrivals() {
    return arrivals.orElseThrow();
  }

  /** Asks running jobs to stop that somebody cancelled, which would else happen within a second. */
  public void stopCancelled(String id) {
    beans.flights().cancel(List.of(id));
  }

  private void begin() {
    routes.loadQueue();
    hooks.start(context);
    beans.recovery().settleAll();
    Semaphore again = new Semaphore(1);
    // One more than there are processors: each waits for the disk now and then.
    for (int number = 0; number <= threads; number++) {
      start(beans.worker(Lane.SMALL, SMALL_GROUP, sender, again));
    }
    start(beans.worker(Lane.LARGE, 1, sender, again));
    upkeepTurns = upkeep.scheduleWithFixedDelay(beans.upkeep(), 1, 1, TimeUnit.SECONDS);
    routes.loadIntake(inboxes.watched());
    if (scheduled) {
      routes.loadSchedules();
    }
    if (lasting) {
      routes.loadRetention();
    }
  }

  private void start(Worker worker) {
    Thread thread = new Thread(worker, "worker-" + (workers.size() + 1));
    workers.add(thread);
    thread.start();
  }

  /**
   * Takes in nothing more, gives the jobs in flight a few seconds, then stops the rest, which comes
   * again when LogFlow does.
   */
  @Override
  public void close() {
    stopping.set(true);
    beans.bell().ring();
    if (upkeepTurns != null) {
      upkeepTurns.cancel(false);
    }
    upkeep.shutdown();
    hooks.stop();
    routes.stopIntake(GRACE_MILLIS);
    join(GRACE_MILLIS);
    beans.flights().land();
    join(LANDING_MILLIS);
    awaitUpkeep();
    hooks.close();
    if (workers.stream().anyMatch(Thread::isAlive)) {
      // It may still publish and record: the locks go with the process.
      LOG.warn("A worker has not ended in time; its inboxes stay locked until this process ends.");
    } else {
      locks.forEach(InboxLock::close);
    }
  }

  private void awaitUpkeep() {
    try {
      if (!upkeep.awaitTermination(LANDING_MILLIS, TimeUnit.MILLISECONDS)) {
        LOG.warn("The upkeep of inboxes has not ended in time.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void join(long millis) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    try {
      for (Thread worker : workers) {
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        worker.join(Math.max(1, left));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
