package io.logflow.flow.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logflow.flow.Failure;
import io.logflow.flow.watch.Trouble.Part;
import io.logflow.job.ErrorKind;
import io.logflow.job.Job;
import io.logflow.job.JobStatus;
import io.logflow.publish.Archive;
import io.logflow.publish.Archive.Item;
import io.logflow.publish.FileContent;
import io.logflow.settings.InboxSettings;
import io.logflow.store.StoredJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the inputs of ended jobs away, as {@code after} of their inbox says. Where that cannot be
 * done the inbox waits, and the inputs are put away later.
 */
public final class Archiving {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Logger LOG = LoggerFactory.getLogger(Archiving.class);
  private static final Failure GROWN =
      new Failure(
          ErrorKind.INPUT_CHANGED,
          "The input was written to after it had been read; what was written then is in no output.",
          "Remove its output and drop the file again; let whoever writes it rename it when it is"
              + " whole, or set a longer settle.");

  private final Archive archive = new Archive();
  private final Flights flights;

  Archiving(Flights flights) {
    this.flights = flights;
  }

  /** The inputs of a batch whose jobs have ended for good. */
  public Archived batch(Batch batch) {
    Map<Inbox, List<Item>> items = new LinkedHashMap<>();
    for (Job done : batch.jobs()) {
      for (Job job : flights.members(done)) {
        add(items, flights.inbox(job), flights.row(job), true, Optional.empty(), content(job));
      }
    }
    for (Ended end : batch.ended()) {
      if (!end.comesAgain()) {
        Job job = end.job();
        StoredJob row = flights.row(job);
        Optional<String> report = end.failure().map(failure -> report(row, failure));
        add(items, flights.inbox(job), row, endsWell(end.status()), report, content(job));
      }
    }
    return put(items);
  }

  private static Optional<FileContent> content(Job job) {
    return Optional.of(new FileContent(job.inputs().get(0).size(), Optional.empty()));
  }

  /** The inputs of jobs that are on record as ended, and were not put away then. */
  public Archived rows(Inbox inbox, List<StoredJob> rows) {
    Map<Inbox, List<Item>> items = new LinkedHashMap<>();
    for (StoredJob row : rows) {
      boolean well = endedWell(row);
      Optional<FileContent> content =
          row.number("input_size").map(size -> new FileContent(size, row.text("input_sha256")));
      add(items, inbox, row, well, well ? Optional.empty() : Optional.of(report(row)), content);
    }
    return put(items);
  }

  /** Whether the input of a job that has ended goes where inputs go that are done. */
  static boolean endedWell(StoredJob row) {
    String status = row.text("status").orElseThrow();
    return status.startsWith("completed") || status.equals("empty") || status.equals("duplicate");
  }

  private static boolean endsWell(JobStatus status) {
    return status == JobStatus.EMPTY || status == JobStatus.DUPLICATE;
  }

  private static void add(
      Map<Inbox, List<Item>> items,
      Inbox inbox,
      StoredJob row,
      boolean endedWell,
      Optional<String> report,
      Optional<FileContent> content) {
    InboxSettings settings = inbox.settings();
    Path work = Path.of(row.text("work_path").orElseThrow());
    // One that stays where it is comes again by itself.
    boolean grown =
        endedWell
            && inbox.left().isEmpty()
            && content.isPresent()
            && hasChanged(work, content.get());
    boolean well = endedWell && !grown;
    if (grown) {
      LOG.warn("{} of job {}: {}", Inbox.source(row), row.id(), GROWN.message());
    }
    Path root = well ? settings.done() : settings.failed();
    boolean stays = !well || settings.after().keep();
    items
        .computeIfAbsent(inbox, any -> new ArrayList<>())
        .add(
            new Item(
                row.id(),
                work,
                stays ? Optional.of(inbox.mirrored(root, row)) : Optional.empty(),
                row.text("original_name").orElseThrow(),
                grown ? Optional.of(report(row, GROWN)) : report.filter(any -> !well),
                content));
  }

  /** Whether somebody wrote to an input after it was read: what is new is in no output. */
  private static boolean hasChanged(Path work, FileContent content) {
    try {
      // The size on record of one that a dead process has read may be that of its claim.
      return Files.size(work) != content.size() && !content.hasHashOf(work);
    } catch (IOException gone) {
      return false;
    }
  }

  private Archived put(Map<Inbox, List<Item>> items) {
    Map<String, Optional<Path>> places = new LinkedHashMap<>();
    items.forEach(
        (inbox, those) -> {
          // Files that stay where they are only get a report, which is elsewhere.
          if (inbox.left().isEmpty() && !inbox.isThere()) {
            Failure gone = inbox.notThere();
            inbox.trouble().report(Part.ARCHIVE, gone.kind().error(gone.message(), gone.remedy()));
            return;
          }
          Archive.Result result =
              inbox.left().map(left -> left.put(those)).orElseGet(() -> archive.put(those));
          places.putAll(result.places());
          result
              .failure()
              .ifPresentOrElse(
                  failure -> inbox.trouble().report(Part.ARCHIVE, failure),
                  () -> inbox.trouble().clear(Part.ARCHIVE));
        });
    return new Archived(places);
  }

  private static String report(StoredJob row) {
    return report(
        row,
        row.text("error_kind").orElse("internal"),
        row.text("error").orElse(""),
        row.text("error_remedy").orElse(""));
  }

  private static String report(StoredJob row, Failure failure) {
    return report(row, failure.label(), failure.message(), failure.remedy());
  }

  private static String report(StoredJob row, String kind, String message, String remedy) {
    Map<String, Object> report = new LinkedHashMap<>();
    report.put("kind", kind);
    report.put("message", message);
    report.put("where", row.text("input_path").orElse(""));
    report.put("what_to_do", remedy);
    report.put("job_id", row.id());
    try {
      return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(report) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts are always writable as JSON", e);
    }
  }
}
