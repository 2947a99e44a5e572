package io.logflow.it;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A small ext4 file system in a file. A copy of the file, taken without asking the file system, is
 * what a disk holds when the power goes: what was not flushed is not in it.
 */
final class BlockImage implements AutoCloseable {
  private static final int COPIES = 50;

  private final Path image;
  private final Path mountPoint;
  private boolean mounted;

  BlockImage(Path image, Path mountPoint) {
    this.image = image;
    this.mountPoint = mountPoint;
  }

  /** Makes an empty file system. */
  static boolean make(Path image, String size) throws IOException, InterruptedException {
    return run("truncate", "-s", size, image.toString())
        && run("mkfs.ext4", "-q", "-F", image.toString());
  }

  /** Mounts it, if this user may. */
  boolean mount() throws IOException, InterruptedException {
    Files.createDirectories(mountPoint);
    mounted = run("mount", "-o", "loop", image.toString(), mountPoint.toString());
    return mounted;
  }

  /**
   * Copies the disk while a process is halted that works on it; a copy during which the system has
   * written is none of one instant, and is taken again.
   */
  void snapshot(Process writer, Path copy) throws IOException, InterruptedException {
    signal(writer, "STOP");
    try {
      for (int attempt = 1; attempt <= COPIES; attempt++) {
        if (run("cp", "--sparse=always", image.toString(), copy.toString())
            && run("cmp", "-s", image.toString(), copy.toString())) {
          return;
        }
      }
      throw new AssertionError("the disk was never at rest");
    } finally {
      signal(writer, "CONT");
    }
  }

  private static void signal(Process process, String name)
      throws IOException, InterruptedException {
    run("kill", "-" + name, String.valueOf(process.pid()));
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    Process process;
    try {
      process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(new File("/dev/null"))
              .start();
    } catch (IOException missing) {
      return false;
    }
    return process.waitFor(2, TimeUnit.MINUTES) && process.exitValue() == 0;
  }

  @Override
  public void close() throws IOException {
    try {
      if (mounted && !run("umount", mountPoint.toString())) {
        run("umount", "-l", mountPoint.toString());
      }
      mounted = false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
