package io.logflow.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.logflow.job.ErrorKind;
import io.logflow.job.LogFlowException;
import io.logflow.job.Outcome;
import io.logflow.job.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Converts small tables by each engine, one LogFlow for all tests of a class. */
abstract class ThemeBench {
  private static final int FEW_ROWS = 1000;
  static final Map<String, Object> HEADER = Map.of("conversion.header", true);

  @TempDir private static Path home;
  private static Workbench bench;
  @TempDir Path folder;

  @BeforeAll
  static void open() throws IOException {
    bench = new Workbench(home);
  }

  @AfterAll
  static void close() {
    bench.close();
  }

  static Workbench bench() {
    return bench;
  }

  Path file(String name, String content) throws IOException {
    return file(name, content.getBytes(UTF_8));
  }

  Path file(String name, byte[] content) throws IOException {
    return Files.write(folder.resolve(name), content);
  }

  /** Converts with this engine and no other. */
  Outcome convert(String engine, Map<String, Object> settings, Path... inputs) {
    Outcome outcome = convert(folder.resolve("out.parquet"), engine, settings, inputs);
    assertThat(outcome.choice().engine()).as(outcome.choice().reason()).isEqualTo(engine);
    return outcome;
  }

  private static Outcome convert(
      Path output, String engine, Map<String, Object> settings, Path... inputs) {
    Request.Builder request = Request.of(inputs).to(output).replace().set("engine.default", engine);
    settings.forEach(request::set);
    return bench.logflow().convert(request.build());
  }

  /** Fails to convert, and tells how. */
  LogFlowException refusal(String engine, Map<String, Object> settings, Path... inputs) {
    Path output = folder.resolve("refused.parquet");
    LogFlowException refusal =
        catchThrowableOfType(
            LogFlowException.class, () -> convert(output, engine, settings, inputs));
    assertThat(refusal).as("refused by " + engine).isNotNull();
    assertThat(output).doesNotExist();
    return refusal;
  }

  /** Converts with this engine; empty where it declines the input. */
  Optional<Outcome> convertIfTaken(String engine, Map<String, Object> settings, Path input) {
    try {
      return Optional.of(convert(engine, settings, input));
    } catch (LogFlowException declined) {
      if (declined.kind() != ErrorKind.ENGINE || !declined.getMessage().contains("exactly")) {
        throw declined;
      }
      return Optional.empty();
    }
  }

  /** Whether the engine takes the input; if not, it must say so instead of trying. */
  boolean takes(String engine, Map<String, Object> settings, Path input) {
    if (Engines.ableTo(bench, input, settings).contains(engine)) {
      return true;
    }
    assertThat(refusal(engine, settings, input).kind()).isEqualTo(ErrorKind.ENGINE);
    return false;
  }

  /** Column names and types as the lattice names them. */
  static Map<String, String> types(Outcome outcome) {
    Map<String, String> types = new LinkedHashMap<>();
    outcome.schema().columns().forEach(c -> types.put(c.name(), c.type().toString()));
    return types;
  }

  /** Asserts what becomes of a table, and that the order of its rows does not matter. */
  void assertBecomes(String engine, ThemeColumn... columns) throws IOException {
    assertBecomes(engine, HEADER, columns);
  }

  /** As {@link #assertBecomes(String, ThemeColumn...)}, with settings. */
  void assertBecomes(String engine, Map<String, Object> settings, ThemeColumn... columns)
      throws IOException {
    int rows = columns[0].fields().size();
    List<Integer> order = new ArrayList<>(IntStream.range(0, rows).boxed().toList());
    assertOneOrder(engine, settings, columns, order);
    Collections.reverse(order);
    assertOneOrder(engine, settings, columns, order);
    if (rows <= FEW_ROWS) {
      Collections.shuffle(order, new Random(rows));
      assertOneOrder(engine, settings, columns, order);
    }
  }

  private void assertOneOrder(
      String engine, Map<String, Object> settings, ThemeColumn[] columns, List<Integer> order)
      throws IOException {
    List<ThemeColumn> ordered = new ArrayList<>();
    Map<String, String> types = new LinkedHashMap<>();
    for (ThemeColumn column : columns) {
      ordered.add(column.inOrder(order));
      types.put(column.name(), column.type());
    }
    Outcome outcome = convert(engine, settings, file("table.csv", csv(ordered)));
    assertThat(types(outcome)).isEqualTo(types);
    assertThat(outcome.rowsWritten()).isEqualTo(outcome.rowsRead()).isEqualTo(order.size());
    Map<String, List<String>> found = Readback.columns(outcome.output());
    for (ThemeColumn column : ordered) {
      assertThat(found.get(column.name())).as(column.name()).isEqualTo(column.values());
    }
  }

  private static String csv(List<ThemeColumn> columns) {
    StringBuilder csv = new StringBuilder();
    csv.append(String.join(",", columns.stream().map(ThemeColumn::name).toList())).append('\n');
    for (int row = 0; row < columns.get(0).fields().size(); row++) {
      int at = row;
      csv.append(String.join(",", columns.stream().map(c -> c.fields().get(at)).toList()));
      csv.append('\n');
    }
    return csv.toString();
  }
}
