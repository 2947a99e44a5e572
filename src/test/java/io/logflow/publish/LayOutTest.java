package io.logflow.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.logflow.engine.AvroEngine;
import io.logflow.format.Inspector;
import io.logflow.job.ConversionOptions.Offsets;
import io.logflow.job.ErrorKind;
import io.logflow.job.Job;
import io.logflow.job.Layout;
import io.logflow.job.LogFlowException;
import io.logflow.job.OnExisting;
import io.logflow.parquet.Outputs;
import io.logflow.scan.Scan;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is laid out is compared with what was read, and published whole. */
class LayOutTest {
  private static final int ROWS = 40;
  private static final Layout SORTED = new Layout(List.of("t desc"), List.of(), Optional.empty());
  private static final Layout PARTED = new Layout(List.of(), List.of("t"), Optional.empty());
  private static final Layout SIZED = new Layout(List.of(), List.of(), Optional.of(10_000L));

  @TempDir Path folder;

  static Stream<Layout> layouts() {
    return Stream.of(SORTED, PARTED, SIZED);
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void what_is_as_it_was_read_is_taken(Layout layout) throws IOException {
    Job job = converted(layout);
    LayOut.run(job);
    new Publisher().publish(new Publisher().name(job));
    assertThat(Outputs.footer(Publisher.pathOf(job)).rows()).isEqualTo(ROWS);
  }

  @ParameterizedTest
  @MethodSource("layouts")
  void a_value_a_null_or_a_row_that_changed_meanwhile_is_found(Layout layout) throws IOException {
    assertFound(layout, "column 'n'", table -> table.get(0).set(7, 4711L));
    assertFound(layout, "column 'n'", table -> table.get(0).set(7, null));
    assertFound(layout, "column 't'", table -> table.get(1).set(ROWS - 1, "a"));
    assertFound(layout, "column 't'", table -> table.get(1).set(0, "A0"));
    assertFound(layout, "rows", table -> table.forEach(column -> column.remove(3)));
    assertFound(
        layout, "column 'n'", table -> table.forEach(column -> column.set(3, column.get(4))));
  }

  private void assertFound(Layout layout, String what, Consumer<List<List<Object>>> change)
      throws IOException {
    Job job = converted(layout);
    StagingTable table = StagingTable.read(job);
    change.accept(table.columns());
    table.write(job, ROWS);
    assertThatThrownBy(() -> LayOut.run(job))
        .isInstanceOfSatisfying(
            LogFlowException.class,
            failure -> assertThat(failure.kind()).isEqualTo(ErrorKind.VERIFICATION))
        .hasMessageContaining(what);
  }

  @Test
  void a_name_taken_meanwhile_is_left_alone() throws IOException {
    Job job = converted(PARTED);
    LayOut.run(job);
    Job named = new Publisher().name(job);
    Path other = Files.createDirectories(folder.resolve("out/out")).resolve("theirs.parquet");
    Files.writeString(other, "theirs");
    assertThatThrownBy(() -> new Publisher().publish(named))
        .isInstanceOfSatisfying(
            LogFlowException.class,
            failure -> assertThat(failure.kind()).isEqualTo(ErrorKind.OUTPUT_EXISTS))
        .hasRootCauseInstanceOf(FileAlreadyExistsException.class);
    new Staging().discard(job);
    assertThat(TestJobs.tree(folder.resolve("out"))).containsExactly("out/", "out/theirs.parquet");
  }

  @Test
  void a_folder_moved_away_by_a_job_that_died_comes_back_with_the_clearing_up() throws IOException {
    Job job = converted(PARTED);
    Path staging = job.target().staging(job.id()).getParent();
    Path former = Files.createDirectories(staging.resolve(job.id() + ".former/out"));
    Files.writeString(former.resolve("_manifest.json"), "{}");
    Files.createDirectories(staging.resolve(job.id() + ".d"));
    Files.writeString(
        staging.resolve(job.id() + ".former-path.tmp"), folder.resolve("out/out").toString());
    new Staging().discardDead(job);
    assertThat(TestJobs.tree(folder.resolve("out"))).containsExactly("out/", "out/_manifest.json");
  }

  @Test
  void a_folder_that_was_replaced_is_gone_after_the_clearing_up() throws IOException {
    Job job = converted(PARTED);
    Path staging = job.target().staging(job.id()).getParent();
    Path former = Files.createDirectories(staging.resolve(job.id() + ".former/out"));
    Files.writeString(former.resolve("_manifest.json"), "old");
    Path now = Files.createDirectories(folder.resolve("out/out"));
    Files.writeString(now.resolve("_manifest.json"), "new");
    new Staging().discardDead(job);
    assertThat(now.resolve("_manifest.json")).hasContent("new");
    assertThat(TestJobs.tree(folder.resolve("out"))).containsExactly("out/", "out/_manifest.json");
  }

  private Job converted(Layout layout) throws IOException {
    List<String> lines = new ArrayList<>(List.of("n,t"));
    for (int row = 0; row < ROWS; row++) {
      lines.add(row + ",a" + row % 3);
    }
    Path csv = Files.write(folder.resolve("in.csv"), lines);
    Path out = folder.resolve("out");
    Job job =
        TestJobs.job(
            TestJobs.ID,
            out,
            "out.parquet",
            csv,
            TestJobs.options(OnExisting.FAIL, Offsets.UTC, false, layout));
    new Staging().discard(job);
    Files.createDirectories(out.resolve("_logflow/staging"));
    Job planned = new Scan().scan(new Inspector().inspect(job));
    return planned.withConversion(new AvroEngine().convert(planned, planned.requirePlan()));
  }
}
