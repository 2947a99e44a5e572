package io.logflow.flow.watch;

import io.logflow.job.ErrorKind;
import io.logflow.job.Faults;
import io.logflow.job.LogFlowException;
import io.logflow.publish.Disks;
import io.logflow.publish.HandedOver;
import io.logflow.settings.Settings;
import io.logflow.store.Queue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Takes in inputs that are handed over: when an id comes back, their jobs are on record. */
public final class Arrivals {
  private final Inbox inbox;
  private final Queue queue;
  private final Sender routes;
  private final WatchBeans beans;

  Arrivals(Inbox inbox, Queue queue, Sender routes, WatchBeans beans) {
    this.inbox = inbox;
    this.queue = queue;
    this.routes = routes;
    this.beans = beans;
  }

  /** Whether the queue has room; else a client is to come again. */
  public boolean isOpen() {
    List<String> paused = queue.paused();
    return !paused.contains("*")
        && !paused.contains(inbox.door())
        && queue.pending(List.of(inbox.door())) < inbox.conversion().maxPending();
  }

  /**
   * Checks that there is room on the disks.
   *
   * @param more bytes that are about to come
   * @throws LogFlowException DISK_FULL
   */
  public void requireFree(long more) {
    long least = inbox.conversion().minFreeBytes();
    Disks.requireFree(inbox.settings().work(), least + more, "watch.min_free");
    Disks.requireFree(inbox.settings().output(), least, "watch.min_free");
  }

  /** How many inputs wait. */
  public long waiting() {
    return queue.pending(List.of(inbox.door()));
  }

  /**
   * Makes a job of a file.
   *
   * @param file where it is
   * @param stays whether it is kept there, too
   * @param name what it is called
   * @param settings those of the job
   * @param asked by what a client knows its request again
   * @return the job's id
   * @throws LogFlowException then there is no such job
   */
  public String accept(
      Path file, boolean stays, String name, Settings settings, Optional<Accepted.Asked> asked) {
    String id = inbox.nextId();
    Path source = inbox.settings().path().resolve(name);
    Path work = inbox.workFile(id, source);
    HandedOver.move(file, work, stays);
    Faults.at("handed-over");
    try {
      Accepted accepted = new Accepted(id, inbox, source, work, Files.size(work), settings, asked);
      routes.send("direct:record-accepted", List.of(accepted));
    } catch (LogFlowException e) {
      HandedOver.takeBack(file, work, stays);
      throw e;
    } catch (IOException e) {
      throw ErrorKind.INTERNAL.error("The input " + work + " is gone.", "", e);
    }
    Faults.at("accepted");
    beans.bell().ring();
    return id;
  }
}
