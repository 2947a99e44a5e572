package io.logflow.flow.recover;

import io.logflow.flow.recover.Remains.Remain;
import io.logflow.job.JobIds;
import io.logflow.job.Sha256;
import io.logflow.settings.InboxSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The inputs of an inbox that were put away, by the names that they were given there. */
final class DoneInputs {
  private static final Pattern SHORT_FORM = Pattern.compile("-([0-9a-z]{8})(?=\\.|$)");

  private final InboxSettings inbox;
  private final Map<String, List<Remain>> byName = new HashMap<>();
  private final Map<String, List<Remain>> byShortForm = new HashMap<>();
  private final Map<Remain, String> hashes = new HashMap<>();
  private final Set<Remain> given = new HashSet<>();
  private final List<String> problems;

  DoneInputs(InboxSettings inbox, List<String> problems) {
    this.inbox = inbox;
    this.problems = problems;
    if (inbox.leavesFiles() || !Files.exists(inbox.done())) {
      return;
    }
    for (Remain file : Remains.below(inbox.done(), "", problems)) {
      String name = file.path().getFileName().toString();
      byName.computeIfAbsent(name, any -> new ArrayList<>()).add(file);
      Matcher marked = SHORT_FORM.matcher(name);
      while (marked.find()) {
        byShortForm.computeIfAbsent(marked.group(1), any -> new ArrayList<>()).add(file);
      }
    }
  }

  /** Completes the row of a published job where its input is found. Reads a file once at most. */
  void complete(Map<String, Object> row) {
    String shortForm = JobIds.shortForm((String) row.get("id"));
    String wanted = (String) row.get("input_sha256");
    Stream.concat(
            byShortForm.getOrDefault(shortForm, List.of()).stream(),
            byName.getOrDefault((String) row.get("original_name"), List.of()).stream())
        .filter(file -> !given.contains(file))
        .filter(file -> wanted.equals(hashes.computeIfAbsent(file, this::hash)))
        .findFirst()
        .ifPresent(file -> put(file, row));
  }

  private String hash(Remain file) {
    try {
      return Sha256.of(file.path());
    } catch (IOException e) {
      problems.add(file.path() + " cannot be read: " + e.getMessage() + ".");
      return "";
    }
  }

  private void put(Remain file, Map<String, Object> row) {
    given.add(file);
    row.put("archive_path", file.path().toString());
    row.put("input_size", file.size());
    row.put(
        "input_path",
        inbox
            .path()
            .resolve(inbox.done().relativize(file.path()))
            .resolveSibling((String) row.get("original_name"))
            .toString());
  }
}
