package io.logflow.format.compressed;

import io.logflow.job.ErrorKind;
import io.logflow.job.UnpackLimits;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Watches over one input that grows while it is unpacked: its size, its ratio and the disk. */
final class Growth {
  /** Small files may be as repetitive as they like. */
  static final long RATIO_COUNTS_FROM = 64 << 20;

  private static final long LOOK_AT_DISK_EVERY = 16 << 20;

  private final String name;
  private final UnpackLimits limits;
  private final Path folder;
  private final FileStore disk;
  private long unpacked;
  private long nextLook;

  /**
   * @param folder where the content is written; exists
   */
  Growth(String name, UnpackLimits limits, Path folder) throws IOException {
    this.name = name;
    this.limits = limits;
    this.folder = folder;
    this.disk = Files.getFileStore(folder);
  }

  /** Checks that the disk takes at least as much as came in. */
  void checkDisk(long needed) throws IOException {
    long usable = disk.getUsableSpace();
    if (usable - limits.reserveBytes() < needed) {
      throw ErrorKind.DISK_FULL.error(
          "The disk of the temporary folder %s has %s free; unpacking %s needs %s more beside %s, the reserve engine.temp_reserve."
              .formatted(folder, size(usable), name, size(needed), size(limits.reserveBytes())),
          "Make room there, or name a folder on another disk with --set engine.temp_dir=FOLDER.");
    }
  }

  /**
   * Takes account of {@code bytes} that are about to be written.
   *
   * @param packed compressed bytes that were read so far
   * @throws io.logflow.job.LogFlowException LIMIT_EXCEEDED, DISK_FULL
   */
  void add(int bytes, long packed) throws IOException {
    unpacked += bytes;
    if (unpacked > limits.maxBytes()) {
      throw ErrorKind.LIMIT_EXCEEDED.error(
          "%s unpacks to more than %s, the limit engine.max_unpacked_size."
              .formatted(name, size(limits.maxBytes())),
          "If the file is what you expect, raise it, for example --set engine.max_unpacked_size="
              + roomier(limits.maxBytes())
              + ".");
    }
    if (unpacked > RATIO_COUNTS_FROM && unpacked / limits.maxRatio() > packed) {
      throw ErrorKind.LIMIT_EXCEEDED.error(
          "%s unpacks to more than %d times its size, the limit engine.max_unpacked_ratio, as decompression bombs do: %s of it gave %s."
              .formatted(name, limits.maxRatio(), size(packed), size(unpacked)),
          "If the file is what you expect, raise it, for example --set engine.max_unpacked_ratio=2000.");
    }
    if (unpacked >= nextLook) {
      checkDisk(bytes);
      nextLook = unpacked + LOOK_AT_DISK_EVERY;
    }
  }

  long unpacked() {
    return unpacked;
  }

  private static String roomier(long bytes) {
    return Math.max(1, bytes / 500_000_000) + "GB";
  }

  private static String size(long bytes) {
    return bytes < 1_000_000_000
        ? String.format(Locale.ROOT, "%.1f MB", bytes / 1e6)
        : String.format(Locale.ROOT, "%.1f GB", bytes / 1e9);
  }
}
