package io.logflow.flow;

import io.logflow.job.ErrorKind;
import io.logflow.settings.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a process keeps temporary files: the folder of the settings or, where that is nobody's
 * choice and cannot be made, a private one of this process. A home folder that cannot be written
 * must not stop a conversion that keeps no state.
 */
final class TempFolders {
  private Path ofProcess;

  /** A folder that exists or can be made. */
  synchronized Path usable(Settings settings) {
    Path wanted = settings.engine().tempDir();
    if (!settings.get("engine.temp_dir").equals("auto")) {
      return wanted;
    }
    if (ofProcess == null) {
      ofProcess = canBeUsed(wanted) ? wanted : made();
    }
    return ofProcess;
  }

  private static boolean canBeUsed(Path folder) {
    Path there = folder.toAbsolutePath();
    while (there != null && !Files.exists(there)) {
      there = there.getParent();
    }
    // The probe is a file, because some systems call folders writable that take none.
    try {
      Files.delete(Files.createTempFile(there, ".logflow", ".tmp"));
      return true;
    } catch (IOException unusable) {
      return false;
    }
  }

  private static Path made() {
    try {
      Path folder = Files.createTempDirectory("logflow-");
      folder.toFile().deleteOnExit();
      return folder;
    } catch (IOException e) {
      throw ErrorKind.OUTPUT_NOT_WRITABLE.error(
          "There is no folder for temporary files: neither ~/.logflow/tmp nor "
              + System.getProperty("java.io.tmpdir")
              + " can be written.",
          "Name one that can be with --set engine.temp_dir=FOLDER.",
          e);
    }
  }
}
