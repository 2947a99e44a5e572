package io.logflow.flow.watch;

import io.logflow.settings.InboxSettings.Bundle;
import io.logflow.store.Queue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What a worker asks the queue for: jobs of one lane, those of each inbox whose inputs are bundled
 * for themselves and only when they have waited enough. For one thread.
 */
final class Takes {
  /** Inputs of one bundle: more would gain little, and a process that dies repeats them all. */
  private static final int MOST_INPUTS = 500;

  private final Lane lane;
  private final int limit;
  private final Inboxes inboxes;
  private final Queue queue;
  private final Flights flights;
  private int turn;

  /**
   * Takes of a worker.
   *
   * @param limit jobs at once where they are not bundled
   */
  Takes(Lane lane, int limit, Inboxes inboxes, Queue queue, Flights flights) {
    this.lane = lane;
    this.limit = limit;
    this.inboxes = inboxes;
    this.queue = queue;
    this.flights = flights;
  }

  /**
   * All that may be asked for now; whoever was first last time is last now.
   *
   * @param again jobs that were running when a process died, see {@link Take}
   */
  List<Take> next(int again) {
    List<Inbox> ready = inboxes.ready();
    List<Inbox> bundling =
        lane == Lane.SMALL ? ready.stream().filter(Takes::bundles).toList() : List.of();
    List<String> others =
        ready.stream().filter(inbox -> !bundling.contains(inbox)).map(Inbox::door).toList();
    List<Take> all = new ArrayList<>();
    if (!others.isEmpty()) {
      all.add(take(others, limit, Long.MAX_VALUE, again));
    }
    List<String> due = due(bundling, again);
    for (Inbox inbox : bundling) {
      if (due.contains(inbox.door())) {
        long bytes = inbox.settings().bundle().orElseThrow().maxBytes();
        all.add(take(List.of(inbox.door()), MOST_INPUTS, bytes, again));
      }
    }
    Collections.rotate(all, turn++);
    return all;
  }

  private static boolean bundles(Inbox inbox) {
    return inbox.settings().bundle().isPresent();
  }

  private List<String> due(List<Inbox> bundling, int again) {
    if (bundling.isEmpty()) {
      return List.of();
    }
    List<List<Object>> wanted = new ArrayList<>();
    for (Inbox inbox : bundling) {
      Bundle bundle = inbox.settings().bundle().orElseThrow();
      // No more are taken in than may wait.
      long enough = Math.min(MOST_INPUTS, inbox.conversion().maxPending());
      wanted.add(List.of(inbox.door(), bundle.maxWait().toMillis(), bundle.maxBytes(), enough));
    }
    return queue.dueBundles(wanted, again > 0, System.currentTimeMillis());
  }

  private Take take(List<String> doors, int most, long bytes, int again) {
    return new Take(lane.label(), doors, inboxes.replacing(), most, bytes, again, flights.ids());
  }
}
