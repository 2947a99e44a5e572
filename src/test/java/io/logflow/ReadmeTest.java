package io.logflow;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.job.ErrorKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What README says of the program is what the program does. */
class ReadmeTest {
  private static final Pattern ROW = Pattern.compile("\\| (?<code>\\d+) \\| (?<meaning>.*) \\|");
  private static final Pattern KIND = Pattern.compile("`([a-z_]+)`");

  @Test
  void the_table_of_exit_codes_is_that_of_the_error_kinds() throws IOException {
    Map<Integer, Set<String>> kinds =
        Arrays.stream(ErrorKind.values())
            .collect(
                groupingBy(
                    ErrorKind::exitCode,
                    TreeMap::new,
                    mapping(kind -> kind.name().toLowerCase(Locale.ROOT), toSet())));
    kinds.put(0, Set.of());
    kinds.put(ErrorKind.EXIT_COMPLETED_WITH_REJECTS, Set.of());
    kinds.put(ErrorKind.EXIT_SOME_FAILED, Set.of());
    kinds.put(ErrorKind.EXIT_FINDINGS, Set.of());
    assertThat(tableOfReadme()).isEqualTo(kinds);
  }

  @Test
  void the_first_two_commands_are_the_two_that_suffice() throws IOException {
    Matcher command = Pattern.compile("```sh\n(.*)\n```").matcher(readme());
    assertThat(command.results().map(match -> match.group(1)))
        .containsExactly("./logflow convert samples/orders/input.csv", "mvn verify");
  }

  private static Map<Integer, Set<String>> tableOfReadme() throws IOException {
    Map<Integer, Set<String>> table = new TreeMap<>();
    for (String line : readme().lines().toList()) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        table.put(Integer.valueOf(row.group("code")), kinds(row.group("meaning")));
      }
    }
    return table;
  }

  private static Set<String> kinds(String meaning) {
    return KIND.matcher(meaning).results().map(match -> match.group(1)).collect(toSet());
  }

  private static String readme() throws IOException {
    return Files.readString(Path.of("README.md"));
  }
}
