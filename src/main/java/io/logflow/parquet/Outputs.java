package io.logflow.parquet;

import io.logflow.job.ErrorKind;
import io.logflow.job.Schema;
import io.logflow.job.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What a job has published: one Parquet file, or a folder of parts with a manifest. */
public final class Outputs {
  private Outputs() {}

  /** Whether a path is a folder that is an output; one of many outputs, a dataset, is none. */
  public static boolean isFolder(Path path) {
    return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
        && Files.isRegularFile(path.resolve(FolderManifest.NAME), LinkOption.NOFOLLOW_LINKS)
        && !DatasetManifest.isIn(path);
  }

  /**
   * The output that a Parquet file is or is part of: itself, or a folder that is {@code root} or
   * lies below it.
   */
  public static Path outputOf(Path file, Path root) {
    for (Path above = file.getParent();
        above != null && above.startsWith(root);
        above = above.getParent()) {
      if (isFolder(above)) {
        return above;
      }
    }
    return file;
  }

  /**
   * The Parquet files of an output.
   *
   * @throws io.logflow.job.LogFlowException VERIFICATION where its manifest is damaged
   */
  public static List<Path> files(Path output) {
    return isFolder(output)
        ? FolderManifest.read(output).parts().stream()
            .map(part -> output.resolve(part.path()))
            .toList()
        : List.of(output);
  }

  /**
   * A Parquet file in the folder of an output that its manifest does not name.
   *
   * @throws io.logflow.job.LogFlowException VERIFICATION where its manifest is damaged
   */
  public static Optional<Path> stranger(Path output) throws IOException {
    Set<Path> named = Set.copyOf(files(output));
    try (Stream<Path> all = Files.walk(output)) {
      return all.filter(file -> file.toString().endsWith(".parquet") && !named.contains(file))
          .filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
          .findFirst();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** The size of an output, bytes. */
  public static long bytes(Path output) throws IOException {
    long bytes = 0;
    for (Path file : files(output)) {
      bytes += Files.size(file);
    }
    return bytes;
  }

  /**
   * What an output says of itself; of a folder as if it were one file.
   *
   * @throws io.logflow.job.LogFlowException as {@link ParquetFooters#read}; VERIFICATION where the
   *     parts are not those of the manifest
   */
  public static Footer footer(Path output) {
    if (!isFolder(output)) {
      return ParquetFooters.read(output);
    }
    FolderManifest manifest = FolderManifest.read(output);
    List<Footer> footers = new ArrayList<>();
    for (FolderManifest.Part part : manifest.parts()) {
      footers.add(footer(output, part));
    }
    if (footers.isEmpty()) {
      throw differs(output, "it has no parts");
    }
    Footer joined = joined(output, footers);
    if (joined.rows() != manifest.rows()) {
      throw differs(output, "its parts have " + joined.rows() + " rows");
    }
    return joined;
  }

  private static Footer footer(Path output, FolderManifest.Part part) {
    Path file = output.resolve(part.path());
    if (!Files.isRegularFile(file)) {
      throw differs(output, part.path() + " is not there");
    }
    Footer footer = ParquetFooters.read(file);
    String own = footer.metadata().getOrDefault(FooterMetadata.PART, "no part");
    if (!own.equals(part.path())) {
      throw differs(output, part.path() + " says of itself that it is " + own);
    }
    if (footer.rows() != part.rows()) {
      throw differs(output, part.path() + " has " + footer.rows() + " rows");
    }
    long bytes = file.toFile().length();
    if (bytes != part.bytes()) {
      throw differs(output, part.path() + " has " + bytes + " bytes");
    }
    return footer;
  }

  /**
   * The first part of an output that has not the SHA-256 that its manifest names, or a part of a
   * dataset that has not; empty where all have, and of another file.
   */
  public static Optional<String> changedPart(Path output) throws IOException {
    if (isFolder(output)) {
      for (FolderManifest.Part part : FolderManifest.read(output).parts()) {
        if (!Sha256.of(output.resolve(part.path())).equals(part.sha256())) {
          return Optional.of(part.path());
        }
      }
      return Optional.empty();
    }
    return isChangedPart(output) ? Optional.of(output.getFileName().toString()) : Optional.empty();
  }

  private static boolean isChangedPart(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    List<DatasetManifest.Part> parts =
        DatasetManifest.isIn(folder)
            ? DatasetManifest.read(folder).map(DatasetManifest::parts).orElse(List.of())
            : List.of();
    for (DatasetManifest.Part part : parts) {
      if (part.path().equals(file.getFileName().toString())) {
        return !part.sha256().equals(Sha256.of(file));
      }
    }
    return false;
  }

  private static Footer joined(Path output, List<Footer> footers) {
    Footer first = footers.get(0);
    Schema schema = first.schema();
    Set<String> codecs = new TreeSet<>();
    List<Optional<ChunkCount>> counts = null;
    for (Footer footer : footers) {
      Optional<List<Optional<ChunkCount>>> more =
          ColumnProof.parse(footer.metadata().getOrDefault(FooterMetadata.COLUMN_HASHES, ""));
      boolean counted = more.isPresent() && more.get().size() == schema.size();
      if (!footer.schema().equals(schema) || !counted) {
        throw differs(output, "its parts differ in their columns");
      }
      counts = counts == null ? more.get() : sum(counts, more.get());
      codecs.addAll(footer.codecs());
    }
    Map<String, String> metadata = new TreeMap<>(first.metadata());
    metadata.put(FooterMetadata.COLUMN_HASHES, ColumnProof.text(counts));
    metadata.remove(FooterMetadata.PART);
    return new Footer(
        schema,
        footers.stream().mapToLong(Footer::rows).sum(),
        metadata,
        first.createdBy(),
        footers.stream().mapToInt(Footer::rowGroups).sum(),
        List.copyOf(codecs));
  }

  private static List<Optional<ChunkCount>> sum(
      List<Optional<ChunkCount>> one, List<Optional<ChunkCount>> other) {
    List<Optional<ChunkCount>> sum = new ArrayList<>();
    for (int column = 0; column < one.size(); column++) {
      Optional<ChunkCount> more = other.get(column);
      sum.add(one.get(column).flatMap(count -> more.map(count::plus)));
    }
    return sum;
  }

  private static RuntimeException differs(Path output, String how) {
    return ErrorKind.VERIFICATION.error(
        "The folder " + output + " is not what its manifest says: " + how + ".",
        "Do not use it; convert its input again.");
  }
}
