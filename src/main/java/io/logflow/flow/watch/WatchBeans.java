package io.logflow.flow.watch;

import io.logflow.flow.compact.CompactedOutputs;
import io.logflow.flow.contract.SchemaContracts;
import io.logflow.publish.Datasets;
import io.logflow.store.Queue;
import io.logflow.store.StateStore;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.camel.util.concurrent.SynchronousExecutorService;

/** The beans that the routes of the inbox door name, and those behind them. */
final class WatchBeans {
  private final Map<String, Object> beans = new HashMap<>();
  private final Inboxes inboxes;
  private final StateStore store;
  private final Queue queue;
  private final Flights flights;
  private final Duplicates duplicates;
  private final Recovery recovery;
  private final Bell bell = new Bell();
  private final Semaphore bundling;
  private final BooleanSupplier stopping;

  /**
   * Makes them.
   *
   * @param schedules those of the inboxes that are schedules
   * @param threads threads of a large job
   * @param stopping whether nothing more is to be begun
   */
  WatchBeans(
      Inboxes inboxes,
      List<Schedule> schedules,
      int threads,
      StateStore store,
      SchemaContracts contracts,
      Sender routes,
      Consumer<JobLine> listener,
      BooleanSupplier stopping) {
    this.inboxes = inboxes;
    this.store = store;
    this.queue = new Queue(store);
    this.flights = new Flights(inboxes, threads);
    this.duplicates = new Duplicates(queue, flights);
    this.stopping = stopping;
    this.bundling = new Semaphore(inboxes.someDoNotBundle() ? threads : threads + 1);
    Archiving archiving = new Archiving(flights);
    this.recovery = new Recovery(routes, store, inboxes, flights, duplicates, archiving);
    beans.put("rows-of-groups", new GroupRows(Clock.systemUTC()));
    beans.put("flights", flights);
    Bundles bundles = new Bundles(flights, duplicates);
    beans.put("bundles", bundles);
    beans.put(
        "group",
        new Group(flights, bundles, contracts, new CompactedOutputs(store), new Datasets(store)));
    beans.put("duplicates", duplicates);
    beans.put("archiving", archiving);
    beans.put("reporting", new Reporting(flights, listener));
    beans.put("claim-moves", new ClaimMoves(recovery, bell));
    beans.put("markers", new Markers());
    beans.put("file-groups", new FileGroups());
    beans.put("leave-files", new LeaveFiles());
    beans.put("poll-thread", new SynchronousExecutorService());
    beans.put("schedules", new Schedules(schedules, recovery, stopping));
    int number = 0;
    for (Inbox inbox : inboxes.watched()) {
      number++;
      beans.put("intake-" + number, new Intake(inbox, queue, recovery, stopping));
    }
  }

  /** Beans by the names that routes use; {@code intake-<n>} is that of the n-th watched one. */
  Map<String, Object> byName() {
    return beans;
  }

  Flights flights() {
    return flights;
  }

  Recovery recovery() {
    return recovery;
  }

  Bell bell() {
    return bell;
  }

  Upkeep upkeep() {
    return new Upkeep(store, inboxes, flights, recovery, bell);
  }

  Worker worker(Lane lane, int limit, Sender routes, Semaphore again) {
    Takes takes = new Takes(lane, limit, inboxes, queue, flights);
    return new Worker(takes, routes, inboxes, this, again, stopping);
  }

  /** Places of workers that make bundles: one is left for other inboxes, where there are any. */
  Semaphore bundling() {
    return bundling;
  }

  Duplicates duplicates() {
    return duplicates;
  }
}
