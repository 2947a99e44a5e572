package io.logflow.flow.contract;

import io.logflow.job.Contract;
import io.logflow.job.ContractColumn;
import io.logflow.job.ErrorKind;
import io.logflow.job.LogFlowException;
import io.logflow.job.Schema;
import io.logflow.job.Target;
import io.logflow.parquet.ChunkCount;
import io.logflow.parquet.ColumnProof;
import io.logflow.parquet.Footer;
import io.logflow.parquet.FooterContract;
import io.logflow.parquet.FooterMetadata;
import io.logflow.parquet.Outputs;
import io.logflow.parquet.ParquetFooters;
import io.logflow.publish.VersionFolders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the outputs have in common that stand in a folder without a contract on record: from before
 * there was one, moved there, or of a history that was lost.
 *
 * @param version whose folder they are in, from 1
 * @param files how many there are
 * @param contract their columns; empty where they differ, or are too many to be looked at
 */
record FoundSchema(int version, int files, Optional<Contract> contract) {
  /** Footers of so many files are read in seconds. */
  private static final int MOST_FILES = 10_000;

  /**
   * The newest of a folder's versions that has outputs; empty where none has any.
   *
   * @param deep whether outputs go into sub-folders, too; else those there are not looked at
   */
  static Optional<FoundSchema> in(Path root, boolean deep) {
    List<Path> folders = VersionFolders.of(root);
    for (int index = folders.size() - 1; index >= 0; index--) {
      Path folder = folders.get(index);
      List<Path> files = outputs(folder, deep);
      boolean mine =
          index == 0
              || (!Outputs.isFolder(folder)
                  && files.stream().limit(1).allMatch(file -> isOf(file, root)));
      if (!files.isEmpty() && mine) {
        int version = index == 0 ? 1 : Target.versionOf(folder).orElseThrow();
        return Optional.of(new FoundSchema(version, files.size(), common(files)));
      }
    }
    return Optional.empty();
  }

  /**
   * Whether a file in a folder with the name of a version was written for this contract's folder:
   * others may have such a folder, too.
   */
  private static boolean isOf(Path file, Path root) {
    try {
      return FooterMetadata.entries(ParquetFooters.read(file).metadata()).stream()
          .flatMap(entry -> Stream.ofNullable(entry.get(FooterMetadata.OUTPUT)))
          .anyMatch(output -> RealFolder.of(Path.of(output)).startsWith(root));
    } catch (LogFlowException | InvalidPathException e) { // Of another program.
      return false;
    }
  }

  /** Whether a folder has outputs of anybody. */
  static boolean hasOutputs(Path folder, boolean deep) {
    return !outputs(folder, deep).isEmpty();
  }

  private static List<Path> outputs(Path folder, boolean deep) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(folder, deep ? Integer.MAX_VALUE : 1)) {
      return all.flatMap(
              path ->
                  deep || !Outputs.isFolder(path) ? Stream.of(path) : Outputs.files(path).stream())
          .filter(path -> path.toString().endsWith(".parquet") && Files.isRegularFile(path))
          .limit(MOST_FILES + 1L)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw unreadable(folder, e);
    } catch (UncheckedIOException e) {
      throw unreadable(folder, e.getCause());
    }
  }

  private static LogFlowException unreadable(Path folder, IOException e) {
    return ErrorKind.OUTPUT_NOT_WRITABLE.error(
        "The output folder " + folder + " cannot be looked through: " + e.getMessage() + ".",
        "Make the folder and those below it readable for this user.",
        e);
  }

  private static Optional<Contract> common(List<Path> files) {
    if (files.size() > MOST_FILES) {
      return Optional.empty();
    }
    ContractColumn[] columns = null;
    Schema schema = null;
    for (Path file : files) {
      Footer footer;
      try {
        footer = ParquetFooters.read(file);
      } catch (LogFlowException e) { // Of another program, with types that LogFlow does not write.
        if (Files.notExists(file)) {
          continue; // Somebody has fetched it.
        }
        return Optional.empty();
      }
      if (schema == null) {
        schema = footer.schema();
        columns = new ContractColumn[schema.size()];
      } else if (!footer.schema().equals(schema)) {
        return Optional.empty();
      }
      merge(footer, columns);
    }
    return Optional.ofNullable(columns).map(all -> new Contract(List.of(all)));
  }

  /** Adds what one more file tells of the columns: values, and the order of dates. */
  private static void merge(Footer footer, ContractColumn[] known) {
    List<ContractColumn> columns = FooterContract.of(footer).columns();
    String hashes = footer.metadata().getOrDefault(FooterMetadata.COLUMN_HASHES, "");
    List<Optional<ChunkCount>> counts = ColumnProof.parse(hashes).orElse(List.of());
    for (int index = 0; index < known.length; index++) {
      ContractColumn column = columns.get(index);
      Optional<ContractColumn> before = Optional.ofNullable(known[index]);
      Optional<ChunkCount> count =
          counts.size() == known.length ? counts.get(index) : Optional.empty();
      // Where nothing says how many values there are, there may be some.
      boolean valued = count.map(ChunkCount::values).orElse(1L) > 0;
      known[index] =
          new ContractColumn(
              column.name(),
              column.type(),
              before.flatMap(ContractColumn::format).or(column::format),
              before.flatMap(ContractColumn::order).or(column::order),
              valued || before.filter(ContractColumn::settled).isPresent());
    }
  }
}
