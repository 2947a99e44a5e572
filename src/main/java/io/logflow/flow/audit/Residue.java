package io.logflow.flow.audit;

import io.logflow.settings.InboxSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** I5: what processes leave half made goes, at the latest when the next one has started. */
final class Residue implements Check {
  /** What a job's id is part of, and native libraries that were unpacked. */
  private static final Pattern SCRATCH =
      Pattern.compile(
          "(?s)(?:.*[^0-9a-z])?[0-9a-z]{26}(?:[^0-9a-z].*)?"
              + "|(?:lib|sqlite-|snappy-).*(?:duckdb_java|sqlitejdbc|snappyjava|zstd-jni).*");

  @Override
  public void look(Scene scene, Consumer<Violation> found) {
    Instant boot = scene.books().owners().oldestStart().orElse(scene.plan().start());
    for (Path file : suspects(scene, found)) {
      if (isOlder(file, boot) && !isInFlight(scene, file)) {
        found.accept(
            new Violation(
                Invariant.I5,
                file.toString(),
                "It was left by a process that has ended.",
                "Remove it, unless a conversion with --no-state is running, or a LogFlow with"
                    + " another database that uses this folder, too."));
      }
    }
  }

  private static List<Path> suspects(Scene scene, Consumer<Violation> found) {
    List<Path> suspects = new ArrayList<>();
    for (InboxSettings inbox : scene.plan().inboxes()) {
      new Tree((folder, why) -> {})
          .files(inbox.output()).stream()
              .map(Tree.Found::path)
              .filter(file -> file.getParent().endsWith(Path.of("_logflow", "staging")))
              .forEach(suspects::add);
      for (Path folder : List.of(inbox.work(), inbox.done(), inbox.failed())) {
        scene.inputs().get(folder).stream()
            .map(Tree.Found::path)
            .filter(file -> isOurs(file.getFileName().toString()))
            .forEach(suspects::add);
      }
    }
    scene.plan().scratch().forEach(folder -> suspects.addAll(scratch(folder, found)));
    return suspects;
  }

  /** Reports while they are written, and the empty file that tries whether moves work. */
  private static boolean isOurs(String name) {
    return name.startsWith(".probe") || name.matches("\\.[0-9a-z]{26}\\.tmp");
  }

  /** Folders of temporary files may be shared with other programs: what is theirs is no residue. */
  private static List<Path> scratch(Path folder, Consumer<Violation> found) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.filter(file -> SCRATCH.matcher(file.getFileName().toString()).matches()).toList();
    } catch (NoSuchFileException none) {
      return List.of();
    } catch (IOException e) {
      found.accept(Unseen.folder(Invariant.I5, folder, e.toString()));
      return List.of();
    }
  }

  private static boolean isOlder(Path file, Instant boot) {
    try {
      return Files.getLastModifiedTime(file).toInstant().isBefore(boot);
    } catch (NoSuchFileException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Names of what a job makes hold its id. */
  private static boolean isInFlight(Scene scene, Path file) {
    String name = file.getFileName().toString();
    return scene.books().jobs().values().stream()
        .filter(scene.books()::inFlight)
        .anyMatch(job -> name.contains(job.id()));
  }
}
