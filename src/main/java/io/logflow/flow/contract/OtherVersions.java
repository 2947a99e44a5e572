package io.logflow.flow.contract;

import io.logflow.job.ErrorKind;
import io.logflow.job.Job;
import io.logflow.job.OnExisting;
import io.logflow.job.Target;
import io.logflow.publish.Publisher;
import io.logflow.publish.VersionFolders;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;

/** Looks whether an output's name is taken in the folder of another version of its schema. */
final class OtherVersions {
  private OtherVersions() {}

  /**
   * The job, with a warning where an output of its name stays in another folder.
   *
   * @throws io.logflow.job.LogFlowException OUTPUT_EXISTS where such an output may not stay beside
   */
  static Job check(Job job) {
    OnExisting onExisting = job.options().onExisting();
    if (onExisting == OnExisting.VERSION || job.options().layout().dataset()) {
      return job;
    }
    Path mine = Publisher.asked(job);
    Target target = job.target();
    Path root = target.root().orElseThrow();
    List<Path> others =
        VersionFolders.of(root).stream()
            .map(folder -> folder.resolve(root.relativize(target.folder())).normalize())
            .map(folder -> folder.resolve(mine.getFileName()))
            .filter(path -> !path.equals(mine) && Files.exists(path, LinkOption.NOFOLLOW_LINKS))
            .toList();
    if (others.isEmpty()) {
      return job;
    }
    if (onExisting == OnExisting.FAIL) {
      throw ErrorKind.OUTPUT_EXISTS.error(
          others.get(0) + " exists already, of another version of the schema of " + root + ".",
          "Remove it; or write " + mine + " beside it with --force.");
    }
    String stays =
        others.get(0) + " stays; it is of another version of the schema. Remove it if it is old.";
    return job.withPlan(job.requirePlan().warning(stays));
  }
}
