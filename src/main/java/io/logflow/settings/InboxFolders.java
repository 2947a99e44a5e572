package io.logflow.settings;

import io.logflow.job.Target;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Checks that no inbox takes what another one, or itself, puts away. */
final class InboxFolders {
  private final List<InboxSettings> inboxes;
  private final Map<String, Origin> places;
  private final Problems problems;

  InboxFolders(List<InboxSettings> inboxes, Map<String, Origin> places, Problems problems) {
    this.inboxes = inboxes;
    this.places = places;
    this.problems = problems;
  }

  void check() {
    for (InboxSettings inbox : inboxes) {
      own(inbox);
      inboxes.stream()
          .filter(other -> !other.name().equals(inbox.name()))
          .forEach(other -> pair(inbox, other));
    }
  }

  private void own(InboxSettings inbox) {
    for (Path folder : List.of(inbox.output(), inbox.done(), inbox.failed(), inbox.work())) {
      if (folder.equals(inbox.path())) {
        problem(
            inbox,
            "puts files into the folder that it watches, " + folder + ".",
            "Give another folder.");
      }
    }
    if (inbox.done().equals(inbox.failed())) {
      problem(
          inbox, "has one folder for done and failed inputs.", "Give done and failed two folders.");
    }
  }

  private void pair(InboxSettings inbox, InboxSettings other) {
    if (Target.isVersionFolder(other.output(), inbox.output())) {
      problem(
          other,
          "puts its outputs into "
              + other.output()
              + ", where a further version of the schema of the inbox "
              + inbox.name()
              + " goes.",
          "Give it another output folder.");
    }
    if (inbox.path().equals(other.path()) && inbox.name().compareTo(other.name()) < 0) {
      problem(inbox, "watches the same folder as " + other.name() + ".", "Remove one of the two.");
    }
    if (inbox.name().compareTo(other.name()) < 0 && sharesOwn(inbox, other)) {
      problem(
          inbox,
          "has a folder for inputs in work, or that failed, in common with " + other.name() + ".",
          "Give each its own.");
    }
    boolean nested =
        inbox.recursive()
            && !other.path().equals(inbox.path())
            && other.path().startsWith(inbox.path());
    if (nested) {
      problem(
          inbox,
          "watches all below " + inbox.path() + ", where the inbox " + other.name() + " is.",
          "Set recursive: false, or move one of the two.");
    }
  }

  private static boolean sharesOwn(InboxSettings one, InboxSettings other) {
    return one.work().equals(other.work())
        || one.failed().equals(other.failed())
        || one.work().equals(other.failed())
        || one.failed().equals(other.work());
  }

  private void problem(InboxSettings inbox, String message, String remedy) {
    problems.add(places.get(inbox.name()), "the inbox " + inbox.name() + " " + message, remedy);
  }
}
