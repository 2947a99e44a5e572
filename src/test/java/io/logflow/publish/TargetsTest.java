package io.logflow.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.logflow.job.ErrorKind;
import io.logflow.job.LogFlowException;
import io.logflow.job.Request;
import io.logflow.job.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TargetsTest {
  @TempDir Path dir;

  @ParameterizedTest
  @CsvSource({
    "x.csv, x.parquet",
    "x.CSV, x.parquet",
    "x.csv.gz, x.parquet",
    "x, x.parquet",
    "sales.2024, sales.2024.parquet",
    "sales.2024.tsv, sales.2024.parquet",
    ".csv, csv.parquet",
    "per day 1.csv, per day 1.parquet",
    "rep[1]*?.csv, rep[1]*?.parquet",
    "x.parquet, x.parquet.parquet",
    "-rf.csv, -rf.parquet",
  })
  void output_is_named_after_the_input_and_lies_beside_it(String input, String output) {
    assertThat(target(run(List.of(input), Optional.empty(), false), input).path())
        .isEqualTo(dir.resolve(output));
  }

  @Test
  void equal_stems_of_one_run_never_share_a_name() {
    List<String> inputs = List.of("a.csv", "a.json", "a.tsv", "A.CSV", "b.csv");
    Targets targets = run(inputs, Optional.of(dir), true);
    assertThat(inputs.stream().map(input -> target(targets, input).fileName()))
        .containsExactly(
            "a.parquet", "a.json.parquet", "a.tsv.parquet", "A.CSV.parquet", "b.parquet");
  }

  @Test
  void files_of_one_name_in_several_folders_never_share_a_name() {
    List<Path> inputs =
        List.of(dir.resolve("1/a.csv"), dir.resolve("2/a.csv"), dir.resolve("3/a.csv"));
    Targets targets = new Targets(inputs, Optional.of(dir), true, "{name}");
    assertThat(inputs.stream().map(input -> target(targets, input).fileName()))
        .containsExactly("a.parquet", "a.csv.parquet", "a.csv-2.parquet");
  }

  @Test
  void no_output_takes_the_place_of_another_input() {
    Targets targets = run(List.of("a.csv", "a.parquet"), Optional.empty(), true);
    assertThat(target(targets, "a.csv").fileName()).isEqualTo("a.csv.parquet");
  }

  @Test
  void sub_folders_are_mirrored() {
    Targets targets = run(List.of(), Optional.of(dir.resolve("out/.")), true);
    Path input = dir.resolve("in/2024/05/a.csv");
    Target target =
        targets.target(
            List.of(input), Optional.of(dir.resolve("in")), TestJobs.ID, TestJobs.CREATED_AT);
    assertThat(target.path()).isEqualTo(dir.resolve("out/2024/05/a.parquet"));
    assertThat(target.ledgerOutput()).isEqualTo(target.path().toString());
  }

  @Test
  void existing_folder_named_like_a_file_is_a_folder() throws IOException {
    Path folder = Files.createDirectory(dir.resolve("out.parquet"));
    assertThat(target(run(List.of(), Optional.of(folder), false), "a.csv").path())
        .isEqualTo(folder.resolve("a.parquet"));
  }

  @Test
  void requested_folder_need_not_exist() {
    Path folder = dir.resolve("new");
    Request request = Request.of(dir.resolve("a.csv")).toFolder(folder).build();
    assertThat(target(run(List.of(), request.output(), false), "a.csv").path())
        .isEqualTo(folder.resolve("a.parquet"));
  }

  @Test
  void several_outputs_make_the_output_a_folder() {
    assertThat(target(run(List.of(), Optional.of(dir.resolve("new")), true), "a.csv").path())
        .isEqualTo(dir.resolve("new/a.parquet"));
  }

  @Test
  void single_output_keeps_the_name_it_was_given() {
    assertThat(target(run(List.of(), Optional.of(dir.resolve("z.parquet")), false), "a.csv").path())
        .isEqualTo(dir.resolve("z.parquet"));
  }

  @Test
  void output_that_may_be_a_file_or_a_folder_is_refused() {
    refused(ErrorKind.USAGE, () -> run(List.of(), Optional.of(dir.resolve("out")), false))
        .withMessageContaining("does not end in .parquet");
  }

  @Test
  void several_outputs_into_a_file_are_refused() throws IOException {
    Path file = Files.writeString(dir.resolve("one.parquet"), "", UTF_8);
    refused(ErrorKind.USAGE, () -> run(List.of(), Optional.of(file), true))
        .withMessageContaining("several outputs");
  }

  @Test
  void output_that_is_the_input_is_refused_under_any_name() throws IOException {
    Path input = Files.writeString(dir.resolve("a.parquet"), "id\n1\n", UTF_8);
    Path link = Files.createSymbolicLink(dir.resolve("b.parquet"), input);
    for (Path output :
        List.of(input, link, dir.resolve("../" + dir.getFileName() + "/a.parquet"))) {
      Targets targets = new Targets(List.of(input), Optional.of(output), false, "{name}");
      refused(ErrorKind.USAGE, () -> target(targets, input)).withMessageContaining("also an input");
    }
  }

  @Test
  void template_is_filled_in_universal_time() {
    Targets targets =
        new Targets(List.of(), Optional.of(dir), true, "{name}-{date}T{time}-{job8}.parquet");
    assertThat(target(targets, "a.csv").fileName()).isEqualTo("a-20261122T081500-89abcdef.parquet");
  }

  @ParameterizedTest
  @CsvSource({"{nme}, {nme} is unknown", "../{name}, no file name", "'', no file name"})
  void bad_template_is_refused(String template, String message) {
    refused(
            ErrorKind.CONFIGURATION,
            () -> target(new Targets(List.of(), Optional.of(dir), true, template), "a.csv"))
        .withMessageContaining(message);
  }

  private Targets run(List<String> inputs, Optional<Path> output, boolean several) {
    return new Targets(inputs.stream().map(dir::resolve).toList(), output, several, "{name}");
  }

  private Target target(Targets targets, String input) {
    return target(targets, dir.resolve(input));
  }

  private static Target target(Targets targets, Path input) {
    return targets.target(List.of(input), Optional.empty(), TestJobs.ID, TestJobs.CREATED_AT);
  }

  private static ThrowableAssertAlternative<LogFlowException> refused(
      ErrorKind kind, ThrowingCallable call) {
    return assertThatExceptionOfType(LogFlowException.class)
        .isThrownBy(call)
        .satisfies(failure -> assertThat(failure.kind()).isEqualTo(kind))
        .satisfies(failure -> assertThat(failure.remedy()).isNotEmpty());
  }
}
