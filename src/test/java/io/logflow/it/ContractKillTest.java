package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.store.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A folder's schema has one history, also where processes die or change it at the same time. */
class ContractKillTest {
  private static final int KILLED = 137;
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"record-contract", "recorded-contract", "publish-linked"})
  void a_change_is_on_record_once_and_its_file_is_converted_once(String point) throws Exception {
    WatchRig rig = new WatchRig(folder);
    rig.drop("a.csv", "n,s\n1,x\n");
    Process first = rig.start("");
    try {
      rig.awaitQuiet(1);
    } finally {
      first.destroyForcibly();
      first.waitFor();
    }
    rig.drop("b.csv", "n,s\n2.5,y\n");
    assertThat(WatchRig.ended(rig.start(point + "=halt"))).isEqualTo(KILLED);
    Process last = rig.start("");
    try {
      rig.awaitQuiet(2);
    } finally {
      last.destroyForcibly();
      last.waitFor();
    }

    assertThat(rig.rows("SELECT status FROM jobs"))
        .containsExactly(List.of("completed"), List.of("completed"));
    assertThat(rig.rows("SELECT version FROM schema_versions ORDER BY version"))
        .containsExactly(List.of(1), List.of(2));
    assertThat(column(rig.output, "n")).containsExactly("1");
    assertThat(column(rig.root.resolve("out.v2"), "n")).containsExactly("2.5");
    Doctor.findsNothing(rig, folder.resolve("doctor"));
  }

  @Test
  void who_comes_too_late_with_a_change_plans_again() throws Exception {
    Path home = Files.createDirectory(folder.resolve("home"));
    Path other = Files.createDirectory(folder.resolve("home/other"));
    Path out = folder.resolve("out");
    Files.writeString(folder.resolve("a.csv"), "n\n1\n");
    Files.writeString(folder.resolve("b.csv"), "n,late\n2,b\n");
    Files.writeString(folder.resolve("c.csv"), "fast,n\nc,0.5\n");
    assertThat(CommandLineRun.of(home, folder, convert("a.csv")).exitCode()).isZero();

    Path go = folder.resolve("go");
    Map<String, String> held =
        Map.of("JAVA_TOOL_OPTIONS", "-Dlogflow.faults=record-contract@1=until:" + go);
    Process late = CommandLineRun.start(home, folder, held, convert("b.csv"));
    try {
      WatchRig.await(() -> Files.exists(folder.resolve("go.reached")));
      // A folder of its own for what it prints; the state and the output are the same.
      Process fast =
          CommandLineRun.start(other, folder, Map.of("HOME", home.toString()), convert("c.csv"));
      assertThat(CommandLineRun.ended(fast, other).exitCode()).isZero();
      Files.createFile(go);
      CommandLineRun ended = CommandLineRun.ended(late, home);
      assertThat(ended.exitCode()).as(ended.err()).isZero();
      assertThat(ended.out()).contains("version 3 goes to " + folder.toRealPath() + "/out.v3");
    } finally {
      late.destroyForcibly();
    }

    assertThat(column(out, "n")).containsExactly("1");
    assertThat(Readback.columns(only(folder.resolve("out.v2"))))
        .isEqualTo(Map.of("n", List.of("0.5"), "fast", List.of("c")));
    Path newest = only(folder.resolve("out.v3"));
    assertThat(Readback.types(newest))
        .containsExactly(
            Map.entry("n", "DOUBLE"), Map.entry("fast", "VARCHAR"), Map.entry("late", "VARCHAR"));
    assertThat(column(folder.resolve("out.v3"), "late")).containsExactly("b");
    assertThat(column(folder.resolve("out.v3"), "n")).containsExactly("2.0");
    assertThat(
            Database.rows(
                home.resolve(".logflow/logflow.db"),
                "SELECT version FROM schema_versions ORDER BY version"))
        .containsExactly(List.of(1), List.of(2), List.of(3));
  }

  private static String[] convert(String file) {
    return new String[] {"convert", file, "-o", "out/", "--set", "schema.mode=version"};
  }

  private static List<String> column(Path output, String name) throws Exception {
    return Readback.columns(only(output)).get(name);
  }

  /** The output of a folder that has one. */
  private static Path only(Path output) throws IOException {
    try (Stream<Path> all = Files.list(output)) {
      List<Path> files = all.filter(file -> file.toString().endsWith(".parquet")).toList();
      assertThat(files).hasSize(1);
      return files.get(0);
    }
  }
}
