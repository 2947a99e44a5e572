package io.logflow.flow.watch.hook;

import io.logflow.settings.HookRules;
import io.logflow.settings.InboxSettings;
import io.logflow.store.HookCalls;
import io.logflow.store.StateStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntToLongFunction;
import org.apache.camel.CamelContext;

/** Calls what inboxes want to be called when their jobs end: begun once, closed once. */
public final class Hooks implements AutoCloseable {
  private static final long GRACE_MILLIS = 2_000;
  private static final long LONGEST_PAUSE_SECONDS = 600;
  private final HookCalls calls;
  private final HookRules rules;
  private final IntToLongFunction pauseMillis;
  private final List<String> doors;
  private final List<Hook> hooks = new ArrayList<>();
  private final List<Thread> lanes = new ArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);

  /**
   * Nothing is called yet.
   *
   * @param inboxes the inboxes by door
   */
  public Hooks(StateStore store, HookRules rules, Map<String, InboxSettings> inboxes) {
    this(store, rules, inboxes, Hooks::pause);
  }

  Hooks(
      StateStore store,
      HookRules rules,
      Map<String, InboxSettings> inboxes,
      IntToLongFunction pauseMillis) {
    this.calls = new HookCalls(store);
    this.rules = rules;
    this.pauseMillis = pauseMillis;
    inboxes.forEach(
        (door, inbox) -> {
          inbox.onPublished().ifPresent(it -> hooks.add(new Hook(door, "published", it)));
          inbox.onFailed().ifPresent(it -> hooks.add(new Hook(door, "failed", it)));
        });
    this.doors = List.copyOf(inboxes.keySet());
  }

  /** One second, six, then up to ten minutes. */
  private static long pause(int attempts) {
    long seconds = (long) Math.pow(6, Math.min(attempts, 10) - 1);
    return TimeUnit.SECONDS.toMillis(Math.min(seconds, LONGEST_PAUSE_SECONDS));
  }

  private void want(String door) {
    List<String> events =
        hooks.stream().filter(hook -> hook.door().equals(door)).map(Hook::event).toList();
    calls.want(door, events, System.currentTimeMillis());
  }

  /**
   * Begins to call, also what was left by a process that has ended. From here on the statements
   * that end jobs enter the calls.
   *
   * @param context where the user's routes are
   * @throws io.logflow.job.LogFlowException CONFIGURATION, for routes that are not there
   */
  public void start(CamelContext context) {
    UserRoutes routes = new UserRoutes(context);
    rules.routes().ifPresent(routes::load);
    doors.forEach(this::want);
    hooks.forEach(hook -> start(hook, routes.caller(hook, rules.timeout())));
  }

  private void start(Hook hook, Caller caller) {
    HookLane lane = new HookLane(calls, hook, caller, rules.attempts(), pauseMillis, closing);
    Thread thread = new Thread(lane, "hook-" + (lanes.size() + 1));
    thread.setDaemon(true);
    lanes.add(thread);
    thread.start();
  }

  /** Begins no more calls. */
  public void stop() {
    closing.countDown();
  }

  /** Ends calls that do not end by themselves soon; they are made again when LogFlow starts. */
  @Override
  public void close() {
    stop();
    try {
      join();
      lanes.forEach(Thread::interrupt);
      join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void join() throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(GRACE_MILLIS);
    for (Thread lane : lanes) {
      lane.join(Math.max(1, TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())));
    }
  }
}
