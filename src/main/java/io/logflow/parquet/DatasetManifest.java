package io.logflow.parquet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logflow.job.Column;
import io.logflow.job.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a dataset consists of: a folder to which each job adds a part. It has the name of the
 * manifest of an output in parts, and names another format first.
 *
 * @param schemaVersion how many schemas the dataset has had, this one included; 0 before its first
 *     part
 * @param columns names and types of its columns, as text
 * @param parts its files, by path
 */
public record DatasetManifest(int schemaVersion, List<NamedType> columns, List<Part> parts) {
  /** Of a dataset that has no part yet. */
  public static final DatasetManifest EMPTY = new DatasetManifest(0, List.of(), List.of());

  private static final String FORMAT = "logflow-dataset";
  private static final int VERSION = 1;

  /** The format stands first. */
  private static final int HEAD = 200;

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  public DatasetManifest {
    columns = List.copyOf(columns);
    parts = List.copyOf(parts);
  }

  /** A column's name and the words for its type. */
  public record NamedType(String name, String type) {
    /** Those of a schema. */
    public static List<NamedType> of(Schema schema) {
      return schema.columns().stream().map(NamedType::of).toList();
    }

    private static NamedType of(Column column) {
      return new NamedType(column.name(), column.type().toString());
    }
  }

  /**
   * A file.
   *
   * @param path its name in the folder
   * @param jobs the jobs whose rows it has
   * @param inputs the SHA-256 of their inputs, in the order of the jobs
   * @param schemaVersion that it was written with
   */
  public record Part(
      String path,
      long rows,
      long bytes,
      String sha256,
      List<String> jobs,
      List<String> inputs,
      int schemaVersion) {
    public Part {
      jobs = List.copyOf(jobs);
      inputs = List.copyOf(inputs);
    }
  }

  /** Whether a folder is a dataset: has a manifest of this format. */
  public static boolean isIn(Path folder) {
    Path file = folder.resolve(FolderManifest.NAME);
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(file)) {
      return new String(in.readNBytes(HEAD), ISO_8859_1).contains('"' + FORMAT + '"');
    } catch (IOException unreadable) { // Nobody can tell; whoever needs it fails at reading it.
      return false;
    }
  }

  /**
   * Reads that of a folder.
   *
   * @return empty where it is damaged, or none
   */
  public static Optional<DatasetManifest> read(Path folder) {
    JsonNode all;
    try {
      all = JSON.readTree(Files.readAllBytes(folder.resolve(FolderManifest.NAME)));
    } catch (IOException damaged) {
      return Optional.empty();
    }
    if (!all.path("format").asText().equals(FORMAT) || all.path("version").asInt() != VERSION) {
      return Optional.empty();
    }
    List<NamedType> columns = new ArrayList<>();
    for (JsonNode column : all.path("schema")) {
      columns.add(new NamedType(column.path("name").asText(), column.path("type").asText()));
    }
    List<Part> parts = new ArrayList<>();
    all.path("parts").forEach(part -> parts.add(part(part)));
    return Optional.of(new DatasetManifest(all.path("schema_version").asInt(), columns, parts));
  }

  private static Part part(JsonNode part) {
    return new Part(
        part.path("path").asText(),
        part.path("rows").asLong(),
        part.path("bytes").asLong(),
        part.path("sha256").asText(),
        texts(part.path("jobs")),
        texts(part.path("inputs")),
        part.path("schema_version").asInt());
  }

  private static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  /** Rows of all parts. */
  public long rows() {
    return parts.stream().mapToLong(Part::rows).sum();
  }

  /** The bytes of the file. */
  public byte[] text() throws IOException {
    ObjectNode all = JSON.createObjectNode();
    all.put("format", FORMAT);
    all.put("version", VERSION);
    all.put("schema_version", schemaVersion);
    all.put("rows", rows());
    all.put("bytes", parts.stream().mapToLong(Part::bytes).sum());
    ArrayNode schema = all.putArray("schema");
    columns.forEach(
        column -> schema.addObject().put("name", column.name()).put("type", column.type()));
    ArrayNode files = all.putArray("parts");
    for (Part part : parts) {
      ObjectNode file = files.addObject();
      file.put("path", part.path());
      file.put("rows", part.rows());
      file.put("bytes", part.bytes());
      file.put("sha256", part.sha256());
      part.jobs().forEach(file.putArray("jobs")::add);
      part.inputs().forEach(file.putArray("inputs")::add);
      file.put("schema_version", part.schemaVersion());
    }
    return JSON.writeValueAsBytes(all);
  }
}
