package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.job.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Names of files and columns are data: whatever they say, nothing else happens. */
class HostileNamesTest extends ThemeBench {
  private static final List<String> NAMES =
      List.of(
          "a\"b'; drop table x; --",
          "\"; ATTACH '/etc/passwd'; --",
          "'); COPY (SELECT 1) TO 'p.csv'; --",
          "$(touch p)`touch p`",
          "../../etc/passwd",
          "${env:HOME}{{file:name}}",
          "<script>alert(1)</script>",
          "=cmd|' /C calc'!A0",
          "%s%n%x",
          "a\u202Eb\u0007\u001B[31mc",
          "x".repeat(1 << 16),
          "select",
          "\\",
          "id");

  @EveryEngine
  void columns_keep_their_names(String engine) throws IOException {
    Path input = file("names.csv", line(NAMES) + line(values()) + line(values()));
    Map<String, String> before = files();
    Optional<Outcome> outcome = convertIfTaken(engine, HEADER, input);
    if (outcome.isPresent()) {
      assertThat(types(outcome.get()).keySet()).containsExactlyElementsOf(NAMES);
      assertThat(Readback.columns(outcome.get().output()).keySet())
          .containsExactlyElementsOf(NAMES);
      assertThat(outcome.get().rowsWritten()).isEqualTo(2);
      assertNothingElse(before, outcome.get());
    }
  }

  @EveryEngine
  void empty_and_equal_names_are_numbered(String engine) throws IOException {
    Path input = file("names.csv", "id,ID,,\"\",id\n1,2,3,4,5\n");
    Optional<Outcome> outcome = convertIfTaken(engine, HEADER, input);
    if (outcome.isPresent()) {
      assertThat(types(outcome.get()).keySet())
          .containsExactly("id", "ID_1", "column3", "column4", "id_2");
    }
  }

  @EveryEngine
  void files_are_found_by_their_names_and_by_nothing_in_them(String engine) throws IOException {
    for (String name :
        List.of(
            "x');COPY(SELECT 1)TO'p';--.csv",
            "st*r.csv",
            "rep[1].csv",
            "a?b.csv",
            "$(touch p).csv",
            "-o.csv",
            "{a,b}.csv",
            "~.csv",
            "a b\tc.csv",
            "%2e%2e%2fp.csv")) {
      Path input = file(name, "id\n7\n");
      Map<String, String> before = files();
      Outcome outcome = convert(engine, HEADER, input);
      assertThat(Readback.columns(outcome.output())).as(name).isEqualTo(Map.of("id", List.of("7")));
      assertNothingElse(before, outcome);
    }
  }

  private static List<String> values() {
    List<String> values = new ArrayList<>();
    for (int column = 0; column < NAMES.size(); column++) {
      values.add("v" + column);
    }
    return values;
  }

  private static String line(List<String> cells) {
    return String.join(",", cells.stream().map(HostileNamesTest::quoted).toList()) + "\n";
  }

  private static String quoted(String cell) {
    return '"' + cell.replace("\"", "\"\"") + '"';
  }

  /** What is in the folder but for the output and its side folder, with its content. */
  private Map<String, String> files() throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.list(folder)) {
      for (Path one : all.filter(Files::isRegularFile).toList()) {
        files.put(
            one.getFileName().toString(),
            Files.readString(one, java.nio.charset.StandardCharsets.ISO_8859_1));
      }
    }
    return files;
  }

  private void assertNothingElse(Map<String, String> before, Outcome outcome) throws IOException {
    Map<String, String> after = new HashMap<>(files());
    after.remove(outcome.output().getFileName().toString());
    Map<String, String> inputs = new HashMap<>(before);
    inputs.remove(outcome.output().getFileName().toString());
    assertThat(after).isEqualTo(inputs);
    assertThat(Path.of("p")).doesNotExist();
    assertThat(Path.of("p.csv")).doesNotExist();
  }
}
