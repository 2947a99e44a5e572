package io.logflow.format.compressed;

import io.logflow.format.Options;
import io.logflow.job.Control;
import io.logflow.job.FileStamp;
import io.logflow.job.Input;
import io.logflow.job.Job;
import io.logflow.job.JobSettings;
import io.logflow.job.Resources;
import io.logflow.job.Target;
import io.logflow.job.UnpackLimits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Jobs whose inputs are still to be unpacked, into the folder {@code temp} beside the first. */
final class UnpackJobs {
  private UnpackJobs() {}

  static Job open(UnpackLimits limits, Control control, Path... files) throws IOException {
    List<Input> inputs = new ArrayList<>();
    for (Path file : files) {
      String name = file.getFileName().toString();
      inputs.add(new Input("job", file, name, FileStamp.of(file), Optional.empty()));
    }
    Path folder = files[0].toAbsolutePath().getParent();
    return Job.open(
        "01J0000000000000000000TEST",
        "cli",
        "test",
        0,
        inputs,
        new Target(folder, "out.parquet", "out.parquet"),
        Options.defaults(),
        new Resources(1, 1 << 28, folder.resolve("temp"), limits),
        new JobSettings("test", "hash", Optional.empty(), Map.of(), "auto"),
        control);
  }
}
