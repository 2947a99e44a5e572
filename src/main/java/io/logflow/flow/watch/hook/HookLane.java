package io.logflow.flow.watch.hook;

import io.logflow.job.Faults;
import io.logflow.job.LogFlowException;
import io.logflow.store.HookCalls;
import io.logflow.store.HookCalls.Call;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntToLongFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the calls of one hook, in a thread of its own, so that one that hangs holds up no other. A
 * call that fails is made again after a pause that grows, while the others go on.
 */
final class HookLane implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(HookLane.class);
  private static final long LOOK_MILLIS = 1000;
  private static final int AT_ONCE = 100;

  private final HookCalls calls;
  private final Hook hook;
  private final Caller caller;
  private final int attempts;
  private final IntToLongFunction pauseMillis;
  private final CountDownLatch closing;
  private boolean failing;

  /**
   * A lane.
   *
   * @param pauseMillis the pause after so many attempts in vain
   * @param closing at zero when nothing more is to be begun
   */
  HookLane(
      HookCalls calls,
      Hook hook,
      Caller caller,
      int attempts,
      IntToLongFunction pauseMillis,
      CountDownLatch closing) {
    this.calls = calls;
    this.hook = hook;
    this.caller = caller;
    this.attempts = attempts;
    this.pauseMillis = pauseMillis;
    this.closing = closing;
  }

  @Override
  public void run() {
    try {
      while (!closed()) {
        if (!turn()) {
          closing.await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
        }
      }
    } catch (InterruptedException end) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean closed() {
    return closing.getCount() == 0;
  }

  /** Makes what is due; false where there was nothing. */
  private boolean turn() throws InterruptedException {
    try {
      List<Call> due = calls.due(hook.door(), hook.event(), System.currentTimeMillis(), AT_ONCE);
      for (Call call : due) {
        if (!closed()) {
          make(call);
        }
      }
      return !due.isEmpty();
    } catch (LogFlowException e) { // The state database; the call is made again.
      failed(e.getMessage());
      return false;
    }
  }

  private void make(Call call) throws InterruptedException {
    try {
      Faults.at("hook-calling");
      caller.call(Facts.of(call));
      Faults.at("hook-called");
      calls.done(call.id(), System.currentTimeMillis());
      if (failing) {
        LOG.warn("{} works again.", hook);
      }
      failing = false;
    } catch (HookFailure e) {
      failed(call, e.getMessage());
    } catch (LogFlowException e) {
      throw e;
    } catch (RuntimeException | Error e) { // Whatever a hook does, the lane goes on.
      failed(call, e.toString());
    }
  }

  private void failed(Call call, String why) {
    failed(why);
    int made = call.attempts() + 1;
    long now = System.currentTimeMillis();
    if (made >= attempts) {
      LOG.info("{} is not told of job {} any more: {}", hook, call.jobId(), why);
      calls.givenUp(call.id(), why, now);
    } else {
      LOG.debug("{} was not told of job {}: {}", hook, call.jobId(), why);
      calls.again(call.id(), why, now + pauseMillis.applyAsLong(made));
    }
  }

  private void failed(String why) {
    if (!failing) {
      LOG.warn("{} fails: it {}.", hook, why);
    }
    failing = true;
  }
}
