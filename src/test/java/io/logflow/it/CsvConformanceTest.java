package io.logflow.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logflow.job.ErrorKind;
import io.logflow.job.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Conformance suites that others made, as text, through every engine that takes the file. NULL
 * counts as the empty text, because the answers know no NULL.
 */
class CsvConformanceTest extends ThemeBench {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Two answers that the suite's files do not have: a slip, and line endings told otherwise. */
  private static final Set<String> WRONG_ANSWERS = Set.of("location_coordinates", "newlines_crlf");

  private static Map<String, Object> asText(boolean header) {
    return Map.of("conversion.header", header, "conversion.types", Map.of("*", "VARCHAR"));
  }

  private static List<List<String>> rows(Outcome outcome) {
    assertThat(outcome.rowsWritten() + outcome.rowsRejected() + outcome.rowsSkipped())
        .isEqualTo(outcome.rowsRead());
    return transposed(new ArrayList<>(Readback.columns(outcome.output()).values()));
  }

  private static List<List<String>> transposed(List<List<String>> columns) {
    List<List<String>> rows = new ArrayList<>();
    for (int row = 0; row < columns.get(0).size(); row++) {
      int at = row;
      rows.add(columns.stream().map(c -> c.get(at) == null ? "" : c.get(at)).toList());
    }
    return rows;
  }

  private static List<List<String>> answer(Path file) throws IOException {
    return answer(JSON.readTree(file.toFile()));
  }

  private static List<List<String>> answer(JsonNode table) {
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode row : table) {
      List<String> fields = new ArrayList<>();
      row.forEach(field -> fields.add(field.asText()));
      rows.add(fields);
    }
    return rows;
  }

  private void check(
      String engine,
      boolean header,
      Path input,
      List<List<String>> answer,
      Map<String, Object> bad) {
    check(engine, asText(header), input, answer, bad);
  }

  private void check(
      String engine,
      Map<String, Object> settings,
      Path input,
      List<List<String>> answer,
      Map<String, Object> bad) {
    convertIfTaken(engine, settings, input)
        .map(CsvConformanceTest::rows)
        .filter(rows -> !rows.equals(answer))
        .ifPresent(rows -> bad.put(input.getFileName().toString(), rows + " for " + answer));
  }

  @EveryEngine
  void csv_spectrum_10_of_12(String engine) throws IOException {
    Path suite = Corpora.at("csv-spectrum");
    Map<String, Object> wrong = new TreeMap<>();
    int checked = 0;
    for (Path file : Corpora.files(suite.resolve("csvs"), ".*[.]csv")) {
      String name = Corpora.stem(file);
      if (!WRONG_ANSWERS.contains(name)) {
        Path answer = suite.resolve("json").resolve(name + ".json");
        check(engine, true, file, answer(answer), wrong);
        List<String> names = new ArrayList<>();
        JSON.readTree(answer.toFile()).get(0).fieldNames().forEachRemaining(names::add);
        convertIfTaken(engine, asText(true), file)
            .ifPresent(o -> assertThat(types(o).keySet()).containsExactlyElementsOf(names));
        checked++;
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(checked).isEqualTo(10);
  }

  @EveryEngine
  void csv_test_data_18_valid(String engine) throws IOException {
    Path suite = Corpora.at("csv-test-data");
    Map<String, Object> wrong = new TreeMap<>();
    List<Path> answers = Corpora.files(suite.resolve("json"), ".*[.]json");
    for (Path answer : answers) {
      String name = Corpora.stem(answer);
      Path file = suite.resolve("csv").resolve(name + ".csv");
      check(engine, name.startsWith("header-"), file, answer(answer), wrong);
    }
    assertThat(wrong).isEmpty();
    assertThat(answers).hasSize(18);
  }

  /**
   * Two of the seven break no rule of ours: a quote within a field is taken as it stands, and what
   * a header ought to be is known to nobody but the suite.
   */
  @EveryEngine
  void csv_test_data_7_bad(String engine) throws IOException {
    Path suite = Corpora.at("csv-test-data").resolve("csv");
    assertThat(Corpora.files(suite, "bad-.*")).hasSize(7);
    for (String broken :
        List.of(
            "header-less-fields",
            "header-more-fields",
            "missing-quote",
            "quotes-with-unescaped-quote")) {
      assertThat(refusal(engine, asText(true), suite.resolve("bad-" + broken + ".csv")).kind())
          .as(broken)
          .isEqualTo(ErrorKind.TOO_MANY_REJECTS);
    }
    assertThat(refusal(engine, asText(true), suite.resolve("bad-header-no-header.csv")).kind())
        .isEqualTo(ErrorKind.EMPTY_INPUT);
    Path wrong = suite.resolve("bad-header-wrong-header.csv");
    assertThat(types(convert(engine, asText(true), wrong))).containsOnlyKeys("qux", "quux", "quuz");
    Map<String, Object> unchanged = new TreeMap<>();
    check(
        engine,
        true,
        suite.resolve("bad-unescaped-quote.csv"),
        List.of(List.of("1", "This \"quotes\" must be escaped", "3")),
        unchanged);
    assertThat(unchanged).isEmpty();
  }

  @EveryEngine
  void papaparse_73_without_options(String engine) throws IOException {
    Map<String, Object> wrong = new LinkedHashMap<>();
    int checked = 0;
    for (String line : Files.readAllLines(Corpora.at("truth/papaparse_cases.jsonl"), UTF_8)) {
      JsonNode one = JSON.readTree(line);
      if (one.path("plain").asBoolean()) {
        checkPapaParse(engine, one, wrong);
        checked++;
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(checked).isEqualTo(73);
  }

  /**
   * There a broken quote runs on to the end of the text, and a row may have any number of fields;
   * here the first is refused, and rows that have not as many fields as the first are rejected.
   */
  private void checkPapaParse(String engine, JsonNode one, Map<String, Object> wrong)
      throws IOException {
    String text = one.path("input").asText();
    Path input = file("case.csv", text);
    if (text.isEmpty() || (text.contains("\"") && one.path("errors").asInt() > 0)) {
      assertThat(refusal(engine, asText(false), input).kind())
          .isEqualTo(text.isEmpty() ? ErrorKind.EMPTY_INPUT : ErrorKind.TOO_MANY_REJECTS);
      return;
    }
    List<List<String>> answer = answer(one.path("expected"));
    dropBlankRows(answer);
    int all = answer.size();
    int width = answer.get(0).size();
    answer.removeIf(row -> row.size() != width);
    Map<String, Object> settings = new HashMap<>(asText(false));
    settings.put("conversion.max_rejects", all - answer.size());
    check(engine, settings, input, answer, wrong);
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
}
