package io.logflow.publish;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small file system in memory; tests that need one are skipped where nobody may mount it. */
public record TestMount(Path folder) implements AutoCloseable {

  public static TestMount tmpfs(Path folder, String options) throws IOException {
    assumeTrue(Files.isExecutable(Path.of("/bin/mount")), "mount is missing");
    Files.createDirectories(folder);
    int code = run("/bin/mount", "-t", "tmpfs", "-o", options, "tmpfs", folder.toString());
    assumeTrue(code == 0, "this user may not mount a tmpfs");
    return new TestMount(folder);
  }

  /** From here on nobody can write to it, root neither. */
  public void makeReadOnly() throws IOException {
    if (run("/bin/mount", "-o", "remount,ro", folder.toString()) != 0) {
      throw new IOException(folder + " is still writable");
    }
  }

  private static int run(String... command) throws IOException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start()
        .onExit()
        .join()
        .exitValue();
  }

  @Override
  public void close() throws IOException {
    if (run("/bin/umount", folder.toString()) != 0) {
      throw new IOException(folder + " is still mounted");
    }
  }
}
