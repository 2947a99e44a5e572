package io.logflow.flow.audit;

import io.logflow.settings.InboxSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * I5: the marker of an input went with its input: else it vouches for the next one of that name,
 * though its writer may be in the middle of it. One that was made later belongs to that next input.
 */
final class LeftMarkers implements Check {
  @Override
  public void look(Scene scene, Consumer<Violation> found) {
    for (InboxSettings inbox : scene.plan().inboxes()) {
      if (inbox.marker().isPresent() && !inbox.leavesFiles()) {
        look(scene, inbox, inbox.marker().get(), found);
      }
    }
  }

  private static void look(
      Scene scene, InboxSettings inbox, String ending, Consumer<Violation> found) {
    Set<Path> waiting =
        scene.waitingIn(inbox).stream().map(Tree.Found::path).collect(Collectors.toSet());
    for (Path marker : waiting) {
      String name = marker.getFileName().toString();
      if (name.endsWith(ending) && name.length() > ending.length()) {
        Path input = marker.resolveSibling(name.substring(0, name.length() - ending.length()));
        if (!waiting.contains(input) && wasThere(marker, claimedAt(scene, inbox, input))) {
          found.accept(violation(marker, input));
        }
      }
    }
  }

  /** When the last input of this name was taken; the beginning of time where none was. */
  private static long claimedAt(Scene scene, InboxSettings inbox, Path input) {
    return scene.jobsOf(inbox).stream()
        .filter(job -> job.input().equals(input) && !job.status().equals("claiming"))
        .mapToLong(AuditedJob::createdAt)
        .max()
        .orElse(0);
  }

  /** Its time of modification may be that of another machine; that of its entry is of this one. */
  private static boolean wasThere(Path marker, long epochMillis) {
    try {
      FileTime made =
          (FileTime) Files.getAttribute(marker, "unix:ctime", LinkOption.NOFOLLOW_LINKS);
      return made.toMillis() < epochMillis;
    } catch (IOException | UnsupportedOperationException | IllegalArgumentException nobodyCanTell) {
      return false;
    }
  }

  private static Violation violation(Path marker, Path input) {
    return new Violation(
        Invariant.I5,
        marker.toString(),
        "It was the marker of " + input.getFileName() + ", which was taken without it.",
        "Remove it, unless its writer means the next file of that name.");
  }
}
