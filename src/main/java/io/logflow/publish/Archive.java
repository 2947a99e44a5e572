package io.logflow.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logflow.job.Faults;
import io.logflow.job.LogFlowException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Puts inputs away when their jobs have ended, many at once. An input gets its place before it
 * loses its old one, and no place is ever taken from another file.
 */
public final class Archive {
  private final OutputFileSystem files = new OutputFileSystem();
  private final ErrorReports reports = new ErrorReports();
  private final Origins origins = new Origins();

  /**
   * One input.
   *
   * @param jobId its job
   * @param work where it is
   * @param folder where it goes; empty where it is deleted
   * @param name under which name, unless that is taken by another file
   * @param report what is written beside it about a failure; it names the job
   * @param content what it was, where that is known
   */
  public record Item(
      String jobId,
      Path work,
      Optional<Path> folder,
      String name,
      Optional<String> report,
      Optional<FileContent> content) {}

  /**
   * What became of inputs.
   *
   * @param places by job, where its input is now; empty where it is gone
   * @param failure why some are not put away, where some are not
   */
  public record Result(Map<String, Optional<Path>> places, Optional<LogFlowException> failure) {}

  /**
   * Puts inputs away; afterwards their new places are safe from a power loss. One that cannot be
   * put away stops no other; it may be given again.
   */
  public Result put(List<Item> items) {
    Round round = new Round();
    Map<String, Optional<Path>> places = new LinkedHashMap<>();
    Set<Path> folders = new LinkedHashSet<>();
    for (Item item : items) {
      round.attempt(
          item.folder().orElse(item.work()),
          () -> {
            Optional<Path> place = place(item);
            place.ifPresent(at -> folders.add(at.getParent()));
            places.put(item.jobId(), place);
          });
    }
    Faults.at("archive-linked");
    for (Path folder : folders) {
      if (!round.attempt(folder, () -> files.syncFolder(folder))) {
        places.values().removeIf(place -> place.isPresent() && isIn(folder, place.get()));
      }
    }
    for (Item item : items) {
      Optional<Path> place = places.get(item.jobId());
      if (place != null && !round.attempt(item.work(), () -> leave(item, place))) {
        places.remove(item.jobId());
      }
    }
    for (Path folder : left(items)) {
      round.attempt(folder, () -> files.syncFolder(folder));
    }
    return new Result(places, Optional.ofNullable(round.failure));
  }

  /**
   * Folders that inputs have left and that are to be flushed: what a power loss brings back into a
   * work folder is found there at the next start, and nowhere else.
   */
  private static Set<Path> left(List<Item> items) {
    return items.stream()
        .map(Item::work)
        .filter(work -> !WorkNames.isOne(work))
        .map(Path::getParent)
        .filter(Files::isDirectory)
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private static boolean isIn(Path folder, Path file) {
    return folder.equals(file.getParent());
  }

  /** Keeps the first failure of many steps. */
  private static final class Round {
    private LogFlowException failure;

    private interface Step {
      void run() throws IOException;
    }

    private boolean attempt(Path where, Step step) {
      try {
        step.run();
        return true;
      } catch (IOException e) {
        failure = failure == null ? OutputErrors.of(e, where) : failure;
        return false;
      }
    }
  }

  private Optional<Path> place(Item item) throws IOException {
    if (item.folder().isEmpty()) {
      return Optional.empty();
    }
    Path folder = unlessFile(item.folder().get(), item.jobId());
    files.makeFolder(folder);
    Optional<Path> place = link(item, folder);
    if (place.isPresent() && item.report().isPresent()) {
      report(place.get(), item);
    }
    return place;
  }

  /** Where a file has the name of a folder on the way, the folder gets another one. */
  private static Path unlessFile(Path folder, String jobId) {
    for (Path next = folder; next != null && !Files.isDirectory(next); next = next.getParent()) {
      if (Files.exists(next, LinkOption.NOFOLLOW_LINKS)) {
        String other = FileNames.withShortForm(next.getFileName().toString(), jobId);
        return next.resolveSibling(other).resolve(next.relativize(folder)).normalize();
      }
    }
    return folder;
  }

  /** The plain name, else with the end of the job's id, which no other file has. */
  private Optional<Path> link(Item item, Path folder) throws IOException {
    Path plain = folder.resolve(item.name());
    Path own = folder.resolve(FileNames.withShortForm(item.name(), item.jobId()));
    if (!Files.exists(item.work(), LinkOption.NOFOLLOW_LINKS)) {
      // Moved before a crash where there are no hard links, or taken away by somebody.
      return Files.exists(own) ? Optional.of(own) : Optional.of(plain).filter(isThatOf(item));
    }
    return Optional.of(files.addUnderFreeName(item.work(), folder, item.name(), item.jobId()));
  }

  private static Predicate<Path> isThatOf(Item item) {
    return file -> item.content().isPresent() && item.content().get().isOf(file);
  }

  private void report(Path place, Item item) throws IOException {
    Path report = reports.of(place, item.jobId());
    Path partial = place.resolveSibling("." + item.jobId() + ".tmp");
    Files.write(partial, item.report().orElseThrow().getBytes(UTF_8));
    files.syncFile(partial);
    files.replace(partial, report);
  }

  private void leave(Item item, Optional<Path> place) throws IOException {
    boolean stays = place.isPresent() && place.get().equals(item.work());
    if (!stays) {
      Files.deleteIfExists(item.work());
      origins.forget(item.work());
      // A job that was tried again out of the folder of failures leaves its report there.
      reports.delete(item.work(), item.jobId());
    }
  }
}
