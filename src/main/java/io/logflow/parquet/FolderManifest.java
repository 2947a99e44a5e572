package io.logflow.parquet;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.logflow.job.Column;
import io.logflow.job.ErrorKind;
import io.logflow.job.Layout;
import io.logflow.job.Schema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a folder that is an output consists of, as the file {@code _manifest.json} in it says, whose
 * name readers of data pass over.
 *
 * @param jobId the job that made it
 * @param rows rows in all parts
 * @param parts its files, in the order of its rows
 */
public record FolderManifest(String jobId, long rows, List<Part> parts) {
  public static final String NAME = "_manifest.json";
  private static final String FORMAT = "logflow-folder";
  private static final int VERSION = 1;
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  public FolderManifest {
    parts = List.copyOf(parts);
  }

  /**
   * A file.
   *
   * @param path below the folder, with {@code /} between names
   * @param partition the values of the columns that make folders, as text; empty for NULL
   */
  public record Part(
      String path, long rows, long bytes, String sha256, Map<String, Optional<String>> partition) {}

  /** Whether the manifest in a folder is LogFlow's; other programs have files of that name, too. */
  public static boolean isIn(Path folder) throws IOException {
    return Files.readString(folder.resolve(NAME), ISO_8859_1).contains('"' + FORMAT + '"');
  }

  /** Bytes of all parts. */
  public long bytes() {
    return parts.stream().mapToLong(Part::bytes).sum();
  }

  /** Writes it into a folder. */
  public void write(Path folder, Schema schema, Layout layout) throws IOException {
    ObjectNode all = JSON.createObjectNode();
    all.put("format", FORMAT);
    all.put("version", VERSION);
    all.put("job", jobId);
    all.put("rows", rows);
    all.put("bytes", bytes());
    ArrayNode columns = all.putArray("schema");
    for (Column column : schema.columns()) {
      columns.addObject().put("name", column.name()).put("type", column.type().toString());
    }
    layout.sortBy().forEach(all.putArray("sort_by")::add);
    layout.partitionBy().forEach(all.putArray("partition_by")::add);
    ArrayNode files = all.putArray("parts");
    for (Part part : parts) {
      ObjectNode file = files.addObject();
      file.put("path", part.path());
      file.put("rows", part.rows());
      file.put("bytes", part.bytes());
      file.put("sha256", part.sha256());
      ObjectNode values = file.putObject("partition");
      part.partition().forEach((name, value) -> values.put(name, value.orElse(null)));
    }
    Files.write(folder.resolve(NAME), JSON.writeValueAsBytes(all));
  }

  /**
   * What the manifest of a folder says where one part has the rows of several.
   *
   * @param gone the paths of parts that it stands for
   * @param made the part, in the place of the first of them
   * @throws io.logflow.job.LogFlowException VERIFICATION where they are not in the manifest
   */
  public static byte[] merged(Path folder, Set<String> gone, Part made) {
    Path file = folder.resolve(NAME);
    try {
      ObjectNode all = (ObjectNode) JSON.readTree(Files.readAllBytes(file));
      ArrayNode kept = JSON.createArrayNode();
      int found = 0;
      long bytes = 0;
      for (JsonNode part : all.path("parts")) {
        JsonNode next = part;
        if (gone.contains(part.path("path").asText())) {
          found++;
          if (found > 1) {
            continue;
          }
          next =
              ((ObjectNode) part)
                  .put("path", made.path())
                  .put("rows", made.rows())
                  .put("bytes", made.bytes())
                  .put("sha256", made.sha256());
        }
        bytes += next.path("bytes").asLong();
        kept.add(next);
      }
      if (found != gone.size()) {
        throw damaged(file, "parts were added to it, or taken away", null);
      }
      all.put("bytes", bytes);
      all.set("parts", kept);
      return JSON.writeValueAsBytes(all);
    } catch (IOException e) {
      throw damaged(file, e.getMessage(), e);
    }
  }

  /**
   * Reads that of a folder.
   *
   * @throws io.logflow.job.LogFlowException VERIFICATION where it is damaged
   */
  public static FolderManifest read(Path folder) {
    Path file = folder.resolve(NAME);
    try {
      JsonNode all = JSON.readTree(Files.readAllBytes(file));
      if (all.path("version").asInt() != VERSION || !all.path("parts").isArray()) {
        throw damaged(file, "it is of another version, or none of LogFlow's", null);
      }
      List<Part> parts = new ArrayList<>();
      for (JsonNode part : all.path("parts")) {
        parts.add(part(folder, file, part));
      }
      return new FolderManifest(
          all.path("job").asText(), all.path("rows").asLong(), List.copyOf(parts));
    } catch (JsonProcessingException e) { // No trouble with the disk, which would pass.
      throw damaged(file, e.getOriginalMessage(), null);
    } catch (IOException e) {
      throw damaged(file, e.getMessage(), e);
    }
  }

  private static Part part(Path folder, Path file, JsonNode part) {
    String path = part.path("path").asText();
    Path resolved = folder.resolve(path).normalize();
    if (path.isEmpty() || !resolved.startsWith(folder.normalize())) {
      throw damaged(file, "the path \"" + path + "\" leads elsewhere", null);
    }
    Map<String, Optional<String>> values = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : part.path("partition").properties()) {
      JsonNode value = entry.getValue();
      values.put(entry.getKey(), value.isNull() ? Optional.empty() : Optional.of(value.asText()));
    }
    return new Part(
        path,
        part.path("rows").asLong(),
        part.path("bytes").asLong(),
        part.path("sha256").asText(),
        values);
  }

  private static RuntimeException damaged(Path file, String why, Exception cause) {
    return ErrorKind.VERIFICATION.error(
        "The manifest " + file + " cannot be read: " + why + ".",
        "Convert the input again; somebody has changed the file.",
        cause);
  }
}
