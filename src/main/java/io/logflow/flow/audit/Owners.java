package io.logflow.flow.audit;

import io.logflow.store.OwnerLock;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Which processes that keep state run, found out without changing anything. */
final class Owners {
  private final Set<String> alive = new HashSet<>();

  private Owners() {}

  /** Those of a database. */
  static Owners of(Path database) {
    Owners owners = new Owners();
    for (Path file : files(database.resolveSibling(database.getFileName() + ".owners"))) {
      if (isLocked(file)) {
        owners.alive.add(file.getFileName().toString());
      }
    }
    return owners;
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      // Other files there are locks of inboxes, and whoever starts must not find them taken.
      return all.filter(file -> file.getFileName().toString().matches("\\d+@\\d+")).toList();
    } catch (IOException e) { // No process has ever owned a job of this database.
      return List.of();
    }
  }

  private static boolean isLocked(Path file) {
    // The system's locks belong to the process: closing a second handle would drop its own.
    if (file.getFileName().toString().equals(OwnerLock.owner())) {
      return true;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      return channel.tryLock(0, Long.MAX_VALUE, true) == null;
    } catch (OverlappingFileLockException sameProcess) {
      return true;
    } catch (IOException e) { // Gone in the meantime, with its process.
      return false;
    }
  }

  boolean isAlive(String owner) {
    return alive.contains(owner);
  }

  boolean any() {
    return !alive.isEmpty();
  }

  /** When the oldest of them was started; their names tell. */
  Optional<Instant> oldestStart() {
    return alive.stream()
        .map(owner -> owner.substring(owner.indexOf('@') + 1))
        .filter(millis -> millis.matches("\\d{1,18}"))
        .map(millis -> Instant.ofEpochMilli(Long.parseLong(millis)))
        .min(Instant::compareTo);
  }
}
