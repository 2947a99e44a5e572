package io.logflow.publish;

import io.logflow.job.ErrorKind;
import io.logflow.job.FittedName;
import io.logflow.job.LogFlowException;
import io.logflow.job.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Decides where each output of one run goes. It remembers the names it gave, so that no two outputs
 * of a run share one, not even where the file system ignores case. For one thread.
 */
public final class Targets {
  private final Optional<Path> output;
  private final boolean intoFolder;
  private final NameTemplate template;
  private final Set<String> taken;

  /**
   * A run's targets.
   *
   * @param inputs all inputs of the run, none of which may be overwritten
   * @param output a file, or a folder: one that exists, or a path that ends in {@code /.} as {@link
   *     io.logflow.job.Request.Builder#toFolder} makes it; empty means beside each first input
   * @param several whether the run has more than one output, so that {@code output} is a folder
   * @param outputName template of an output's stem, see {@link NameTemplate}
   * @throws LogFlowException USAGE, CONFIGURATION
   */
  public Targets(List<Path> inputs, Optional<Path> output, boolean several, String outputName) {
    this.output = output.map(Targets::absolute);
    this.intoFolder = output.isPresent() && isFolder(output.get(), several);
    this.template = new NameTemplate(outputName);
    this.taken = inputs.stream().map(Targets::key).collect(Collectors.toCollection(HashSet::new));
  }

  private static boolean isFolder(Path output, boolean several) {
    if (Files.isDirectory(output) || output.endsWith(".")) {
      return true;
    }
    // Looked at once more: another process may have made the folder just now.
    if (several && Files.exists(output) && !Files.isDirectory(output)) {
      throw ErrorKind.USAGE.error(
          "The run has several outputs, and " + output + " is a file.", "Give a folder with -o.");
    }
    if (several || output.toString().endsWith(FileNames.PARQUET)) {
      return several;
    }
    throw ErrorKind.USAGE.error(
        "The output " + output + " is no folder and does not end in .parquet.",
        "Write " + output + ".parquet for a file, or " + output + "/ for a folder.");
  }

  /**
   * The target of one job.
   *
   * @param inputs what becomes this output, at least one; the first one names it
   * @param base the folder that was searched for the inputs; sub-folders below it are mirrored in
   *     the output folder
   * @param jobId the job's id
   * @param createdAt when the job was opened, epoch milliseconds
   * @throws LogFlowException USAGE where the output is an input, CONFIGURATION
   */
  public Target target(List<Path> inputs, Optional<Path> base, String jobId, long createdAt) {
    if (output.isPresent() && !intoFolder) {
      return file(output.get(), inputs);
    }
    Path first = absolute(inputs.get(0));
    Path folder = output.isPresent() ? mirrored(output.get(), base, first) : first.getParent();
    Path path = free(folder, first.getFileName().toString(), jobId, createdAt);
    return new Target(folder, path.getFileName().toString(), path.toString(), root(), 1);
  }

  /** The named folder, which may have a schema contract. */
  private Optional<Path> root() {
    return output.map(named -> named.endsWith(".") ? named.getParent() : named);
  }

  private Target file(Path path, List<Path> inputs) {
    if (inputs.stream().anyMatch(input -> isSame(input, path)) || !taken.add(key(path))) {
      throw ErrorKind.USAGE.error(
          "The output " + path + " is also an input, or another output of this run.",
          "Give another file with -o.");
    }
    return new Target(path.getParent(), path.getFileName().toString(), path.toString());
  }

  private static Path mirrored(Path folder, Optional<Path> base, Path input) {
    Path parent = input.getParent();
    return base.map(Targets::absolute)
        .filter(parent::startsWith)
        .map(above -> folder.resolve(above.relativize(parent)).normalize())
        .orElse(folder);
  }

  private Path free(Path folder, String inputName, String jobId, long createdAt) {
    String whole = template.fill(inputName, jobId, createdAt);
    Stream<String> stems =
        Stream.concat(
            Stream.of(template.fill(FileNames.stem(inputName), jobId, createdAt), whole),
            Stream.iterate(2, number -> number + 1).map(number -> whole + "-" + number));
    return stems
        .map(stem -> resolve(folder, FittedName.of(stem, FileNames.PARQUET)))
        .filter(path -> taken.add(key(path)))
        .findFirst()
        .orElseThrow();
  }

  private static Path resolve(Path folder, String name) {
    try {
      return folder.resolve(name);
    } catch (InvalidPathException e) {
      throw ErrorKind.CONFIGURATION.error(
          "This system cannot name a file \"" + name + "\": " + e.getReason() + ".",
          "Run under a UTF-8 locale, for example LC_ALL=C.UTF-8, or set conversion.output_name.",
          e);
    }
  }

  /** Two dots stay: behind a symbolic link they do not lead back to where the name came from. */
  private static Path absolute(Path path) {
    Path absolute = path.toAbsolutePath();
    boolean climbs = false;
    for (Path name : absolute) {
      climbs |= name.toString().equals("..");
    }
    return climbs ? absolute : absolute.normalize();
  }

  private static String key(Path path) {
    return Normalizer.normalize(path.toAbsolutePath().normalize().toString(), Normalizer.Form.NFC)
        .toLowerCase(Locale.ROOT);
  }

  private static boolean isSame(Path input, Path output) {
    try {
      return Files.exists(output) && Files.isSameFile(input, output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
