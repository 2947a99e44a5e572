package io.logflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every step of every route was gone through by some test. Runs after all others; a route test
 * takes part by {@code @CamelMainTest(dumpRouteCoverage = true)}.
 */
@Tag("route-coverage")
class RouteCoverageTest {
  private static final Path COUNTED = Path.of("target", "camel-route-coverage");

  /** Handlers that many routes share are counted for none of them. */
  private static final String NOT_COUNTED = "shared/";

  private static final String SAMPLE =
      """
      <camelRouteCoverage><camelContextRouteCoverage id="camel-1"><routes>
        <route id="a" exchangesTotal="%d" sourceLineNumber="7" sourceLocation="a.yaml:7">
          <from exchangesTotal="%<d" sourceLineNumber="7" sourceLocation="%s/convert/a.yaml"/>
          <choice exchangesTotal="%1$d" sourceLineNumber="9" sourceLocation="%2$s/convert/a.yaml">
            <when sourceLineNumber="10" sourceLocation="%2$s/convert/a.yaml">
              <to exchangesTotal="%3$d" sourceLineNumber="11" sourceLocation="%2$s/convert/a.yaml"/>
            </when>
          </choice>
        </route>
      </routes></camelContextRouteCoverage></camelRouteCoverage>
      """;

  @Test
  void every_route_file_was_loaded_by_a_test() {
    assertThat(RouteCoverage.read(COUNTED).files())
        .as("route files that the tests counted in %s", COUNTED)
        .containsAll(ourFiles());
  }

  @Test
  void every_step_was_gone_through() {
    assertThat(RouteCoverage.read(COUNTED).missed())
        .as("steps that no test goes through")
        .allMatch(step -> step.startsWith(NOT_COUNTED));
  }

  @Test
  void a_step_counts_when_any_test_goes_through_it(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("One-x.xml"), SAMPLE.formatted(1, "file:/here/routes", 0));
    assertThat(RouteCoverage.read(folder).missed()).containsExactly("convert/a.yaml:11");

    Files.writeString(folder.resolve("Two-x.xml"), SAMPLE.formatted(2, "classpath:routes", 2));
    assertThat(RouteCoverage.read(folder).missed()).isEmpty();
    assertThat(RouteCoverage.read(folder).files()).containsExactly("convert/a.yaml");
  }

  @Test
  void without_counts_no_file_was_loaded(@TempDir Path folder) {
    assertThat(RouteCoverage.read(folder.resolve("none")).files()).isEmpty();
  }

  private static Set<String> ourFiles() {
    return RouteFiles.all().stream()
        .filter(RouteCoverageTest::hasSteps)
        .map(file -> RouteFiles.FOLDER.relativize(file).toString().replace('\\', '/'))
        .filter(file -> !file.startsWith(NOT_COUNTED))
        .collect(Collectors.toSet());
  }

  /** A file may hold nothing but the instances of a template, whose steps count in its own file. */
  private static boolean hasSteps(Path file) {
    try {
      return Files.readString(file).contains("steps:");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
