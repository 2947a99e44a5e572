package io.logflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The route files as they stand in the sources, read with the parser that Camel itself uses. */
final class RouteFiles {
  static final Path FOLDER = Path.of("routes");

  private RouteFiles() {}

  static List<Path> all() {
    if (!Files.isDirectory(FOLDER)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(FOLDER)) {
      return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The file as a tree: a list of routes, templates and configurations. */
  static JsonNode tree(Path file) {
    return tree(file.toString(), text(file));
  }

  static JsonNode tree(String label, String text) {
    LoadSettings settings = LoadSettings.builder().setLabel(label).build();
    return new ObjectMapper().valueToTree(new Load(settings).loadFromString(text));
  }
}
