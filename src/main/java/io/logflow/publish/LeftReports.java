package io.logflow.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logflow.job.LogFlowException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reports on inputs that failed and that stay where they are: one for each name, the latest. */
public final class LeftReports {
  private final OutputFileSystem files = new OutputFileSystem();

  /**
   * Writes the report on an input, or removes it.
   *
   * @param folder the folder of the report
   * @param name the input's name
   * @param text the report; empty where there is nothing to complain about any more
   * @return why that could not be done
   */
  public Optional<LogFlowException> put(
      Path folder, String name, String jobId, Optional<String> text) {
    Path report = folder.resolve(ErrorReports.name(name));
    try {
      if (text.isEmpty()) {
        Files.deleteIfExists(report);
      } else {
        write(folder, report, jobId, text.get());
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(OutputErrors.of(e, folder));
    }
  }

  private void write(Path folder, Path report, String jobId, String text) throws IOException {
    Files.createDirectories(folder);
    Path partial = folder.resolve("." + jobId + ".tmp");
    Files.write(partial, text.getBytes(UTF_8));
    files.syncFile(partial);
    files.replace(partial, report);
    files.syncFolder(folder);
  }
}
