package io.logflow.flow.watch;

import io.logflow.flow.CleanUp;
import io.logflow.flow.compact.CompactedOutputs;
import io.logflow.flow.contract.SchemaContracts;
import io.logflow.job.Draft;
import io.logflow.job.Faults;
import io.logflow.job.Job;
import io.logflow.job.LogFlowException;
import io.logflow.publish.Datasets;
import io.logflow.publish.Publisher;
import io.logflow.publish.Publisher.Published;
import io.logflow.publish.Staging;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.camel.AggregationStrategy;
import org.apache.camel.Body;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is done with a batch as a whole: names, publication, and the jobs that drop out. */
public final class Group implements AggregationStrategy {
  private static final Logger LOG = LoggerFactory.getLogger(Group.class);
  private final Publisher publisher;
  private final Staging staging = new Staging();
  private final CleanUp cleanUp;
  private final Flights flights;
  private final Bundles bundles;
  private final SchemaContracts contracts;
  private final CompactedOutputs compacted;

  Group(
      Flights flights,
      Bundles bundles,
      SchemaContracts contracts,
      CompactedOutputs compacted,
      Datasets datasets) {
    this.publisher = new Publisher(datasets);
    this.cleanUp = new CleanUp(publisher, staging);
    this.contracts = contracts;
    this.compacted = compacted;
    this.flights = flights;
    this.bundles = bundles;
  }

  /** Collects jobs as they come out of the pipeline, made or failed, each for itself. */
  @Override
  public Exchange aggregate(Exchange before, Exchange made, Exchange input) {
    Exchange result = before == null ? input : before;
    Batch batch = result.getMessage().getBody(Batch.class);
    Batch begun = before == null ? batch.withUnmade(List.of()) : batch;
    Job job = made.getMessage().getBody(Job.class);
    Exception failure = made.getException();
    result.getMessage().setBody(failure == null ? add(begun, job) : drop(begun, job, failure));
    return result;
  }

  @Override
  public Exchange aggregate(Exchange before, Exchange made) {
    throw new UnsupportedOperationException("the batch that is split is needed, too");
  }

  private Batch add(Batch batch, Job job) {
    if (Bundles.holdsRejects(job)) {
      discard(job);
      return batch.withUnmade(joined(batch.unmade(), bundles.parts(job)));
    }
    return batch.with(joined(batch.jobs(), List.of(job)), List.of());
  }

  private Batch drop(Batch batch, Job job, Throwable failure) {
    boolean apart = job.inputs().size() > 1 && !flights.comesAgain(failure);
    return apart
        ? batch.withUnmade(joined(batch.unmade(), bundles.parts(job)))
        : batch.with(batch.jobs(), ended(job, failure));
  }

  private List<Ended> ended(Job job, Throwable failure) {
    return flights.members(job).stream().map(one -> flights.ended(one, failure)).toList();
  }

  private static List<Job> joined(List<Job> some, List<Job> more) {
    List<Job> all = new ArrayList<>(some);
    all.addAll(more);
    return all;
  }

  /** Removes what a job has half made. What a bundle rejected is no input's own. */
  public Job cleanUp(
      @Body Job job, @ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Throwable failure) {
    return job.inputs().size() == 1 ? cleanUp.run(job, failure) : discard(job);
  }

  private Job discard(Job bundle) {
    bundle.draft().ifPresent(Draft::close);
    try {
      staging.discard(bundle);
    } catch (LogFlowException e) { // Its inputs are converted all the same.
      LOG.warn("Not all that bundle {} has left behind could be removed.", bundle.id(), e);
    }
    return bundle;
  }

  /**
   * Holds the folders of the outputs, so that no job has to do so for itself, and has their schema
   * contracts read once for all.
   */
  public Batch hold(Batch batch) {
    contracts.renew(batch.roots());
    Map<Path, List<Job>> folders =
        batch.unmade().stream().collect(Collectors.groupingBy(job -> job.target().folder()));
    List<Ended> ended = new ArrayList<>();
    folders
        .values()
        .forEach(
            jobs -> {
              try {
                staging.holdAll(batch.id(), jobs);
              } catch (LogFlowException e) {
                jobs.forEach(job -> ended.add(flights.ended(job, e)));
              }
            });
    return batch.ending(ended);
  }

  /** Gives the folders back and removes what is left beside the outputs. */
  public Batch release(Batch batch) {
    List<Job> all = batch.all().stream().flatMap(job -> flights.members(job).stream()).toList();
    flights.forgetAlone(batch.idsOfEnded());
    try {
      staging.releaseAll(batch.id(), all);
    } catch (LogFlowException e) { // The outputs stand; what is left beside them is no failure.
      LOG.warn(
          "Not all that jobs need beside {} could be removed.", all.get(0).target().folder(), e);
    }
    return batch;
  }

  /** Settles under which names the jobs publish. */
  public Batch name(Batch batch) {
    List<Job> named = new ArrayList<>();
    List<Ended> ended = new ArrayList<>();
    for (Job job : batch.jobs()) {
      try {
        flights.inbox(job).appended().ifPresent(files -> files.settle(job));
        named.add(publisher.name(job));
      } catch (LogFlowException e) {
        ended.addAll(late(job, e));
      }
    }
    return batch.with(named, ended);
  }

  /** Lets all outputs appear; those that cannot drop out alone. */
  public Batch publish(Batch batch) {
    List<Job> published = new ArrayList<>();
    List<Ended> ended = new ArrayList<>();
    List<Job> free = new ArrayList<>();
    for (Job job : batch.jobs()) {
      Optional<LogFlowException> obstacle = compacted.obstacle(job);
      obstacle.ifPresentOrElse(failure -> ended.addAll(late(job, failure)), () -> free.add(job));
    }
    for (Published one : publisher.publishAll(free)) {
      if (one.failure().isPresent()) {
        ended.addAll(late(one.job(), one.failure().get()));
      } else {
        published.add(one.job());
      }
    }
    Faults.at("published");
    return batch.with(published, ended);
  }

  /** A job that fails after it was made. Of a bundle, those end that are at fault. */
  private List<Ended> late(Job job, LogFlowException failure) {
    cleanUp(job, failure);
    if (job.inputs().size() == 1 || flights.comesAgain(failure)) {
      return ended(job, failure);
    }
    List<Job> members = flights.members(job);
    List<Job> atFault = members.stream().filter(bundles::isAtFault).toList();
    return members.stream()
        .map(
            one ->
                atFault.contains(one)
                    ? flights.ended(one, failure)
                    : atFault.isEmpty()
                        ? flights.againAlone(one)
                        : Ended.again(one, Optional.empty(), 0))
        .toList();
  }
}
