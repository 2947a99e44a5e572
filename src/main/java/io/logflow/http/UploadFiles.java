package io.logflow.http;

import io.logflow.job.ErrorKind;
import io.logflow.job.JobIds;
import io.logflow.job.Sha256;
import io.logflow.store.PrivateFiles;
import io.logflow.store.Uploads;
import io.logflow.store.Uploads.Upload;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Uploads on the disk: one file each, named by its id, so that no name of a client ever becomes a
 * path. Everything here waits for the disk.
 */
public final class UploadFiles {
  private final Path folder;
  private final Uploads rows;
  private final Clock clock;
  private final JobIds ids;

  /**
   * Uploads of this folder, which is made where it is not there.
   *
   * @param folder for them alone
   */
  public UploadFiles(Path folder, Uploads rows, Clock clock) {
    this.folder = folder;
    this.rows = rows;
    this.clock = clock;
    this.ids = new JobIds(clock);
    try {
      PrivateFiles.createFolder(folder);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /** Removes what nobody was told of: files without a record, and records without a file. */
  public void sweep() {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> strays =
          files.filter(file -> rows.get(file.getFileName().toString()).isEmpty()).toList();
      for (Path stray : strays) {
        Files.deleteIfExists(stray);
      }
    } catch (IOException | UncheckedIOException e) {
      throw unusable(e);
    }
    rows.before(Long.MAX_VALUE).stream()
        .filter(upload -> !Files.exists(file(upload.id())))
        .forEach(upload -> rows.delete(upload.id()));
  }

  /** Uploads that began before this time, and to which nothing was added since. */
  List<Upload> untouchedSince(long epochMillis) {
    return rows.before(epochMillis).stream()
        .filter(upload -> file(upload.id()).toFile().lastModified() < epochMillis)
        .toList();
  }

  /** A new upload, not on record. */
  Upload fresh(String name, OptionalLong length, Optional<String> key) {
    return new Upload(
        ids.next(),
        name,
        false,
        length,
        OptionalLong.empty(),
        Optional.empty(),
        key,
        clock.millis());
  }

  /** The id of a file for a while, not on record: the next start removes what is left. */
  String scratch() {
    return ids.next();
  }

  /**
   * The upload of an id, all of which is there.
   *
   * @throws Refused 404, 409
   */
  Upload whole(String id) {
    Upload upload = required(id);
    if (!upload.complete()) {
      throw new Refused(
          409, "usage", "The upload is not complete.", "Send the rest of it with PATCH.");
    }
    return upload;
  }

  Path file(String id) {
    return folder.resolve(id);
  }

  /** Makes the file of an upload, empty. */
  void make(String id) {
    try {
      Files.createFile(file(id));
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /** Puts an incomplete upload on record, whose file is there and may be added to. */
  void begin(Upload upload) {
    syncFolder();
    if (!rows.begin(upload)) {
      throw new Refused(
          409,
          "usage",
          "Another upload has this Idempotency-Key.",
          "Send the request again to hear of that one, or take another key.");
    }
  }

  /** Puts it on record that all bytes are there. */
  Upload complete(Upload upload, long size, String sha256) {
    rows.complete(upload.id(), size, sha256);
    return required(upload.id());
  }

  Optional<Upload> ofKey(String key) {
    return rows.ofKey(key);
  }

  /**
   * The upload of an id.
   *
   * @throws Refused 404
   */
  Upload required(String id) {
    return rows.get(id)
        .orElseThrow(
            () ->
                new Refused(
                    404,
                    "not_found",
                    "There is no such upload.",
                    "It was never made, was removed, or has expired; send it again."));
  }

  /** How many bytes of an upload are on the disk. */
  long offset(String id) {
    try (FileChannel channel = FileChannel.open(file(id), StandardOpenOption.WRITE)) {
      channel.force(true);
      return channel.size();
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /** Removes what stands behind an offset. */
  void cut(String id, long offset) {
    try (FileChannel channel = FileChannel.open(file(id), StandardOpenOption.WRITE)) {
      channel.truncate(offset);
      channel.force(true);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /** SHA-256 of all that is there. */
  String sha256(String id) {
    try {
      return Sha256.of(file(id));
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  /** Removes an upload, on record or not. */
  void remove(String id) {
    try {
      Files.deleteIfExists(file(id));
    } catch (IOException e) {
      throw unusable(e);
    }
    rows.delete(id);
  }

  private void syncFolder() {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      throw unusable(e);
    }
  }

  private RuntimeException unusable(Exception cause) {
    return ErrorKind.OUTPUT_NOT_WRITABLE.error(
        "The folder of uploads " + folder + " cannot be used: " + cause.getMessage() + ".",
        "Look at its disk.",
        cause);
  }
}
