package io.logflow.flow.watch;

import io.logflow.flow.watch.Claims.Claim;
import io.logflow.flow.watch.Trouble.Part;
import io.logflow.job.LogFlowException;
import io.logflow.publish.Disks;
import io.logflow.publish.MarkerFiles;
import io.logflow.publish.MarkerFiles.Marker;
import io.logflow.store.Queue;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileFilter;
import org.apache.camel.spi.PollingConsumerPollStrategy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door of one inbox: whether it is open now, which files come in, and what they are claimed as.
 * Used by the one thread that polls this inbox.
 */
public final class Intake implements GenericFileFilter<File>, PollingConsumerPollStrategy {
  /** Files that are claimed together; also the most of one look at the folder. */
  static final int GROUP = 512;

  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

  private final Inbox inbox;
  private final Settling settling;
  private final Queue queue;
  private final BooleanSupplier stopping;
  private final Recovery recovery;
  private int accepted;

  Intake(Inbox inbox, Queue queue, Recovery recovery, BooleanSupplier stopping) {
    this.inbox = inbox;
    this.queue = queue;
    this.recovery = recovery;
    this.stopping = stopping;
    Path path = inbox.settings().path();
    this.settling =
        new Settling(
            inbox.settings(),
            System::nanoTime,
            () -> OpenFiles.writtenBelow(path),
            (file, stamp) -> inbox.left().map(left -> left.wants(file, stamp)).orElse(true));
  }

  @Override
  public boolean accept(GenericFile<File> file) {
    Path path = file.getFile().toPath();
    if (file.isDirectory()) {
      return settling.enters(path);
    }
    boolean taken = accepted < GROUP && settling.accepts(path);
    accepted += taken ? 1 : 0;
    return taken;
  }

  /** What these files are claimed as. */
  public Claims claim(List<Path> files) {
    inbox.claiming(true);
    long now = System.currentTimeMillis();
    List<Claim> claims = files.stream().map(file -> claim(file, now)).toList();
    return new Claims(inbox, claims, List.of());
  }

  private Claim claim(Path file, long now) {
    Optional<Marker> marker =
        inbox
            .settings()
            .marker()
            .filter(any -> inbox.left().isEmpty())
            .flatMap(ending -> MarkerFiles.of(file, ending));
    return new Claim(inbox.nextId(), file, settling.stamp(file), now, marker);
  }

  @Override
  public boolean begin(Consumer consumer, Endpoint endpoint) {
    accepted = 0;
    if (stopping.getAsBoolean() || inbox.trouble().waits()) {
      return false;
    }
    try {
      if (inbox.isClaiming()) {
        // The last one failed in the middle.
        recovery.settleClaims(inbox);
        inbox.claiming(false);
        settling.forgetTaken();
      }
      return isOpen();
    } catch (LogFlowException e) {
      inbox.trouble().report(Part.INTAKE, e);
      return false;
    }
  }

  private boolean isOpen() {
    List<String> paused = queue.paused();
    if (paused.contains("*") || paused.contains(inbox.door())) {
      return false;
    }
    if (queue.pending(List.of(inbox.door())) >= inbox.conversion().maxPending()) {
      return false;
    }
    requireFree(inbox.settings().work());
    requireFree(inbox.settings().output());
    return true;
  }

  private void requireFree(Path folder) {
    Disks.requireFree(folder, inbox.conversion().minFreeBytes(), "watch.min_free");
  }

  @Override
  public void commit(Consumer consumer, Endpoint endpoint, int polledMessages) {
    settling.endRound(accepted < GROUP);
  }

  @Override
  public boolean rollback(Consumer consumer, Endpoint endpoint, int retryCounter, Exception cause) {
    settling.endRound(false);
    LOG.warn("The inbox {} cannot be looked into.", inbox.settings().path(), cause);
    return false;
  }

  /** The files that came in together, as Camel collected them. */
  static Optional<Path> path(Object body) {
    return body instanceof GenericFile<?> file && file.getFile() instanceof File found
        ? Optional.of(found.toPath())
        : Optional.empty();
  }
}
