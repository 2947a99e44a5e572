package io.logflow.format;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logflow.job.ConversionOptions;
import io.logflow.job.FileStamp;
import io.logflow.job.Input;
import io.logflow.job.LogFlowException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Small conformance suites that others made. */
class CorporaTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The suite's own README says that this answer is wrong. */
  private static final Set<String> WRONG_ANSWER = Set.of("location_coordinates");

  @TempDir Path folder;

  @Test
  void csv_spectrum_is_read_as_its_answers_say() throws IOException {
    Path suite = corpus("csv-spectrum");
    Map<String, Object> wrong = new TreeMap<>();
    for (Path file : files(suite.resolve("csvs"))) {
      String name = stem(file);
      if (!WRONG_ANSWER.contains(name)) {
        compare(file, suite.resolve("json").resolve(name + ".json"), wrong);
      }
    }
    // Its answer holds the two characters of a Windows line ending as one escape too many.
    assertThat(wrong.keySet()).isSubsetOf("newlines_crlf");
  }

  @Test
  void csv_test_data_is_read_as_its_answers_say() throws IOException {
    Path suite = corpus("csv-test-data");
    Map<String, Object> wrong = new TreeMap<>();
    for (Path answer : files(suite.resolve("json"))) {
      compare(suite.resolve("csv").resolve(stem(answer) + ".csv"), answer, wrong);
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void bad_files_of_csv_test_data_with_broken_rows_have_problems() throws IOException {
    Path suite = corpus("csv-test-data").resolve("csv");
    List<String> silent = new ArrayList<>();
    for (Path file : files(suite)) {
      boolean broken = stem(file).matches("bad-(missing|quotes|header-(less|more)).*");
      if (broken && problems(file) == 0) {
        silent.add(stem(file));
      }
    }
    assertThat(silent).isEmpty();
  }

  @Test
  void papaparse_cases_without_options_are_read_alike() throws IOException {
    Path cases = corpus("truth").resolve("papaparse_cases.jsonl");
    Map<String, Object> wrong = new LinkedHashMap<>();
    for (String line : Files.readAllLines(cases, UTF_8)) {
      JsonNode one = JSON.readTree(line);
      if (one.path("plain").asBoolean() && one.path("errors").asInt() == 0) {
        comparePapaParse(one, wrong);
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void no_file_of_duckdb_makes_the_reader_fall_over() throws IOException {
    Path suite = corpus("duckdb");
    try (Stream<Path> all = Files.walk(suite)) {
      List<Path> files = all.filter(path -> path.toString().endsWith(".csv")).toList();
      assertThat(files).isNotEmpty();
      for (Path file : files) {
        assertThatCode(() -> readOrRefuse(file)).as(file.toString()).doesNotThrowAnyException();
      }
    }
  }

  private void comparePapaParse(JsonNode one, Map<String, Object> wrong) throws IOException {
    Path file = folder.resolve("case.csv");
    Files.writeString(file, one.path("input").asText(), UTF_8);
    List<List<String>> expected = new ArrayList<>();
    for (JsonNode row : one.path("expected")) {
      List<String> fields = new ArrayList<>();
      row.forEach(field -> fields.add(field.asText()));
      expected.add(fields);
    }
    dropBlankRows(expected);
    List<List<String>> found =
        Files.size(file) == 0 ? List.of() : rows(file, Options.header(false));
    if (!found.equals(expected)) {
      wrong.put(one.path("description").asText(), found + " for " + expected);
    }
  }

  /** There a blank line, also after the last line ending, is a row; here only between values. */
  private static void dropBlankRows(List<List<String>> rows) {
    List<String> blank = List.of("");
    if (rows.stream().anyMatch(row -> row.size() > 1)) {
      rows.removeIf(blank::equals);
    } else if (rows.size() > 1 && rows.get(rows.size() - 1).equals(blank)) {
      rows.remove(rows.size() - 1);
    }
  }

  private static void compare(Path file, Path answer, Map<String, Object> wrong)
      throws IOException {
    if (JSON.readTree(answer.toFile()).path(0).isArray()) {
      compareArrays(file, answer, wrong);
      return;
    }
    List<Map<String, String>> expected = new ArrayList<>();
    for (JsonNode row : JSON.readTree(answer.toFile())) {
      Map<String, String> fields = new LinkedHashMap<>();
      row.properties().forEach(field -> fields.put(field.getKey(), field.getValue().asText()));
      expected.add(fields);
    }
    List<Map<String, String>> found = new ArrayList<>();
    Input input = input(file, Options.header(true));
    List<String> names = Records.fieldNames(input, Options.header(true));
    for (List<String> row : rows(file, Options.header(true))) {
      Map<String, String> fields = new LinkedHashMap<>();
      for (int index = 0; index < row.size(); index++) {
        fields.put(names.get(index), row.get(index));
      }
      found.add(fields);
    }
    if (!found.equals(expected)) {
      wrong.put(stem(file), found + " for " + expected);
    }
  }

  private static void compareArrays(Path file, Path answer, Map<String, Object> wrong)
      throws IOException {
    List<List<String>> expected = new ArrayList<>();
    for (JsonNode row : JSON.readTree(answer.toFile())) {
      List<String> fields = new ArrayList<>();
      row.forEach(field -> fields.add(field.asText()));
      expected.add(fields);
    }
    List<List<String>> found = rows(file, Options.header(false));
    if (!found.equals(expected)) {
      wrong.put(stem(file), found + " for " + expected);
    }
  }

  private static List<List<String>> rows(Path file, ConversionOptions options) throws IOException {
    Input input = input(file, options);
    int names = Records.fieldNames(input, options).size();
    List<List<String>> rows = new ArrayList<>();
    try (RecordReader reader = Records.open(input, options, names == 1 ? 1 : 0)) {
      while (reader.next()) {
        rows.add(fields(reader));
      }
    }
    return rows;
  }

  private static List<String> fields(RecordReader reader) {
    List<String> fields = new ArrayList<>();
    for (int field = 0; field < reader.fieldCount(); field++) {
      int start = reader.start(field);
      fields.add(new String(reader.buffer(), start, reader.end(field) - start, UTF_8));
    }
    return fields;
  }

  private static void readOrRefuse(Path file) throws IOException {
    try {
      problems(file);
    } catch (LogFlowException refused) {
      assertThat(refused.getMessage()).isNotBlank();
    }
  }

  private static int problems(Path file) throws IOException {
    Input input = input(file, Options.defaults());
    int width = Records.fieldNames(input, Options.defaults()).size();
    int problems = 0;
    try (RecordReader reader = Records.open(input, Options.defaults(), width)) {
      while (reader.next()) {
        problems += reader.problem().isPresent() ? 1 : 0;
        assertThat(reader.raw()).isNotNull();
      }
    }
    return problems;
  }

  private static Input input(Path file, ConversionOptions options) throws IOException {
    return new Input(
        "job",
        file,
        file.getFileName().toString(),
        FileStamp.of(file),
        Optional.of(Inspector.inspect(file, options)));
  }

  private static Path corpus(String name) {
    Path path = Path.of(System.getProperty("logflow.shared", "../shared"), "corpora", name);
    assumeTrue(Files.isDirectory(path), "no corpus " + path);
    return path;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.sorted().toList();
    }
  }

  private static String stem(Path file) {
    return file.getFileName().toString().replaceFirst("\\.[a-z]+$", "");
  }
}
