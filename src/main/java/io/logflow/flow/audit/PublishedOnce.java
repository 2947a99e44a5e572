package io.logflow.flow.audit;

import io.logflow.flow.audit.Books.ContentKey;
import io.logflow.flow.audit.Books.LedgerEntry;
import io.logflow.flow.audit.OutputFile.Part;
import io.logflow.settings.InboxSettings;
import io.logflow.settings.InboxSettings.OnDuplicate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** I3: each content has one published file under one configuration, and that is on record. */
final class PublishedOnce implements Check {
  @Override
  public void look(Scene scene, Consumer<Violation> found) {
    new Look(scene, found).run();
  }

  private static final class Look {
    private final Scene scene;
    private final Consumer<Violation> found;
    private final Set<String> doors = new HashSet<>();

    /** Doors where one content may be published more than once. */
    private final Set<String> repeating = new HashSet<>();

    private final Set<String> mayBeGone = new HashSet<>();
    private final Map<String, LedgerEntry> entries = new HashMap<>();
    private final Map<Path, Set<String>> jobsByFile = new HashMap<>();

    Look(Scene scene, Consumer<Violation> found) {
      this.scene = scene;
      this.found = found;
      for (InboxSettings inbox : scene.plan().inboxes()) {
        doors.add(inbox.door());
        if (inbox.isHttp()) {
          // Its results go in time, and are made again when somebody asks for them.
          mayBeGone.add(inbox.door());
        }
        if (inbox.isHttp()
            || inbox.onDuplicate() == OnDuplicate.CONVERT
            || inbox.onExisting().equals("replace")) {
          repeating.add(inbox.door());
        }
      }
      for (LedgerEntry entry : scene.books().ledger()) {
        entries.put(entry.jobId(), entry);
        jobsByFile.computeIfAbsent(entry.file(), any -> new HashSet<>()).add(entry.jobId());
      }
    }

    void run() {
      contents();
      scene.outputs().values().forEach(this::onRecord);
      scene.books().ledger().stream()
          .filter(entry -> doors.contains(entry.key().door()))
          .forEach(this::isThere);
      scene.jobs().forEach(this::isEntered);
    }

    /** Jobs that published the same, by the ledger or by a footer. */
    private void contents() {
      Map<ContentKey, Set<String>> jobs = new LinkedHashMap<>();
      Map<String, Set<Path>> files = new LinkedHashMap<>();
      scene
          .books()
          .ledger()
          .forEach(entry -> add(jobs, key(entry.key(), entry.jobId()), entry.jobId()));
      for (OutputFile file : scene.outputs().values()) {
        for (Part part : file.parts()) {
          add(jobs, key(part.key(), part.jobId()), part.jobId());
          add(files, part.jobId(), file.path());
        }
      }
      jobs.forEach(
          (key, ids) -> {
            if (ids.size() > 1 && doors.contains(key.door()) && !repeating.contains(key.door())) {
              report(
                  key.output(),
                  "The content with SHA-256 %s was published %d times, by the jobs %s."
                      .formatted(key.sha256(), ids.size(), String.join(", ", ids)),
                  "Keep one of the outputs; 'logflow jobs show ID' names them.");
            }
          });
      files.forEach(
          (id, paths) -> {
            if (paths.size() > 1) {
              report(
                  paths.iterator().next().toString(),
                  "The output of job %s is there %d times.".formatted(id, paths.size()),
                  "Remove the copies from the output folder: " + paths + ".");
            }
          });
    }

    /** An inbox that was given another name is the same inbox. */
    private ContentKey key(ContentKey key, String jobId) {
      AuditedJob job = scene.books().jobs().get(jobId);
      if (job == null || doors.contains(key.door()) || !key.door().startsWith("inbox:")) {
        return key;
      }
      return scene.plan().inboxes().stream()
          .filter(inbox -> inbox.isWatched() && takes(inbox, job.input()))
          .map(inbox -> key.at(inbox.door()))
          .findFirst()
          .orElse(key);
    }

    private static boolean takes(InboxSettings inbox, Path input) {
      return inbox.recursive()
          ? input.startsWith(inbox.path())
          : inbox.path().equals(input.getParent());
    }

    private static <K, V extends Comparable<? super V>> void add(
        Map<K, Set<V>> map, K key, V value) {
      map.computeIfAbsent(key, any -> new TreeSet<>()).add(value);
    }

    private void onRecord(OutputFile file) {
      for (Part part : file.parts()) {
        AuditedJob job = scene.books().jobs().get(part.jobId());
        boolean open = job != null && job.isOpen();
        if (doors.contains(part.key().door()) && !entries.containsKey(part.jobId()) && !open) {
          report(
              file.path().toString(),
              "It was published by job %s, and the ledger does not know it."
                  .formatted(part.jobId()),
              "Was an older database put back? Its input would be published again.");
        }
      }
    }

    private void isThere(LedgerEntry entry) {
      OutputFile file = scene.outputs().get(entry.file());
      if (file == null) {
        Unseen.at(Invariant.I3, entry.file()).ifPresent(found);
        boolean mayBeGone =
            scene.plan().allowMissing() || this.mayBeGone.contains(entry.key().door());
        if (!mayBeGone && Files.notExists(entry.file())) {
          report(
              entry.file().toString(),
              "The output of job %s is not there.".formatted(entry.jobId()),
              "If somebody took it away, all is well (--allow-missing); else convert its input"
                  + " again with 'on_duplicate: convert'.");
        }
      } else if (file.isReadable()
          && jobsByFile.get(entry.file()).stream().noneMatch(file::holds)) {
        report(
            entry.file().toString(),
            "It should be the output of job %s, and is another file.".formatted(entry.jobId()),
            "Somebody has replaced it; convert the job's input again.");
      }
    }

    private void isEntered(AuditedJob job) {
      if (job.isPublished() && !entries.containsKey(job.id())) {
        report(
            scene.plan().database().toString(),
            job.told() + " is not in the ledger.",
            "Somebody has changed the database; put a backup in its place.");
      }
      job.duplicateOf()
          .filter(first -> job.status().equals("duplicate") && !entries.containsKey(first))
          .ifPresent(
              first ->
                  report(
                      job.input().toString(),
                      "%s counts as a duplicate of %s, which published nothing."
                          .formatted(job.told(), first),
                      "Drop the input into the inbox again, with 'on_duplicate: convert'."));
    }

    private void report(String where, String what, String remedy) {
      found.accept(new Violation(Invariant.I3, where, what, remedy));
    }
  }
}
