package io.logflow.flow.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logflow.job.Job;
import io.logflow.job.OnExisting;
import io.logflow.publish.Publisher;
import io.logflow.settings.InboxSettings;
import io.logflow.settings.InboxSettings.OnDuplicate;
import io.logflow.store.Queue;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps inputs of the same content from being published twice. The ledger knows what is published;
 * of jobs that are on their way only the first goes on, and the others come again when it has
 * ended, well or not.
 */
public final class Duplicates {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final long PAUSE_MILLIS = 300;

  private final Queue queue;
  private final Flights flights;
  private final Map<Key, String> onTheirWay = new ConcurrentHashMap<>();

  private record Key(String door, String output, String sha256, String configHash) {}

  Duplicates(Queue queue, Flights flights) {
    this.queue = queue;
    this.flights = flights;
  }

  /** Ends the jobs whose content was published before, and puts off those that wait for another. */
  public Batch find(Batch batch) {
    List<Job> asked = batch.jobs().stream().filter(this::isAsked).toList();
    if (asked.isEmpty()) {
      return batch;
    }
    // Reserved first and looked up then: who ends in between has entered the ledger by now.
    List<Job> first = new ArrayList<>();
    List<Ended> ended = new ArrayList<>();
    for (Job job : asked) {
      if (contents(job).stream().allMatch(this::reserve)) {
        first.add(job);
      } else {
        ended.addAll(later(job));
      }
    }
    Map<String, String> published = published(first);
    for (Job job : first) {
      List<Job> members = flights.members(job);
      if (members.stream().anyMatch(one -> published.containsKey(one.id()))) {
        // What a bundle was made of was looked up before: it is made anew of what is left.
        ended.addAll(
            members.size() == 1
                ? List.of(Ended.duplicate(job, published.get(job.id())))
                : later(job));
      }
    }
    return batch.ending(ended);
  }

  private List<Ended> later(Job job) {
    long then = System.currentTimeMillis() + PAUSE_MILLIS;
    return flights.members(job).stream()
        .map(one -> Ended.again(one, Optional.empty(), then))
        .toList();
  }

  private boolean isAsked(Job job) {
    return flights.inbox(job).settings().onDuplicate() == OnDuplicate.SKIP;
  }

  /**
   * Jobs of one input each, as far as nobody has published their contents.
   *
   * @param ids contents that are reserved for them from now on
   * @param waiting contents that another job is about to publish
   */
  record First(Set<String> ids, Set<String> waiting) {}

  /** Looks up the contents of inputs before anything is made of them. */
  First first(Collection<Job> inspected) {
    Set<String> ids = new HashSet<>();
    Set<String> waiting = new HashSet<>();
    List<Content> asked = new ArrayList<>();
    for (Job job : inspected) {
      if (!isAsked(job)) {
        ids.add(job.id());
        continue;
      }
      Optional<Content> content =
          ContentHash.of(job.inputs().get(0)).map(hash -> content(job, job.id(), hash));
      if (content.isPresent() && reserve(content.get())) {
        asked.add(content.get());
      } else if (content.isPresent()) {
        waiting.add(job.id());
      }
    }
    Map<String, String> published = queue.published(json(asked));
    asked.stream().map(Content::id).filter(id -> !published.containsKey(id)).forEach(ids::add);
    return new First(ids, waiting);
  }

  private boolean reserve(Content content) {
    String holder = onTheirWay.putIfAbsent(content.key(), content.id());
    return holder == null || holder.equals(content.id());
  }

  private Map<String, String> published(List<Job> jobs) {
    return queue.published(json(jobs.stream().flatMap(job -> contents(job).stream()).toList()));
  }

  /** To be called when it is settled how these jobs ended, or that they come again. */
  void release(Collection<String> ids) {
    onTheirWay.values().removeAll(Set.copyOf(ids));
  }

  /** Jobs whose contents are reserved. */
  Set<String> holders() {
    return new HashSet<>(onTheirWay.values());
  }

  private record Content(String id, Key key, Optional<Path> replaced) {
    Map<String, String> wanted() {
      Map<String, String> wanted = new HashMap<>();
      wanted.put("id", id);
      wanted.put("door", key.door());
      wanted.put("output", key.output());
      wanted.put("input_sha256", key.sha256());
      wanted.put("config_hash", key.configHash());
      if (key.door().equals(InboxSettings.HTTP)) {
        // Its results are removed in time, and then asked for again.
        wanted.put("present", "yes");
      }
      replaced.ifPresent(path -> wanted.put("replaced", path.toString()));
      return wanted;
    }
  }

  private static List<Content> contents(Job job) {
    return job.requirePlan().inputs().stream()
        .map(plan -> content(job, plan.input().jobId(), plan.sha256().orElseThrow()))
        .toList();
  }

  private static Content content(Job job, String id, String sha256) {
    Key key = new Key(job.door(), job.target().ledgerOutput(), sha256, job.settings().configHash());
    boolean replaces = job.options().onExisting() == OnExisting.REPLACE;
    return new Content(id, key, replaces ? Optional.of(Publisher.pathOf(job)) : Optional.empty());
  }

  private static String json(List<Content> contents) {
    try {
      return JSON.writeValueAsString(contents.stream().map(Content::wanted).toList());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts are always writable as JSON", e);
    }
  }
}
