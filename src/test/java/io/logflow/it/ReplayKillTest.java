package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A replay that is killed is asked for again: the rows come once. */
class ReplayKillTest {
  private static final int KILLED = 137;
  private static final int SOME_LEFT = 9;
  private static final String RAGGED = "id,name\n1,a\n2\n3,c\n4,d,\n5,e,x\n";

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    "part, record-named",
    "part, publish-linked",
    "part, record-finished",
    "rewrite, publish-flushed",
    "rewrite, publish-rejects",
    "rewrite, record-finished"
  })
  void the_rows_come_once(String way, String point) throws Exception {
    Path home = Files.createDirectory(folder.resolve("home"));
    Path work = Files.createDirectory(folder.resolve("work"));
    Files.writeString(work.resolve("in.csv"), RAGGED);
    String[] convert = {"convert", "in.csv", "--max-rejects", "9", "--json"};
    String job = id(CommandLineRun.of(home, work, convert).out());
    String[] replay = {"replay", job, "--as", way, "--ragged-rows", "pad"};

    Map<String, String> faults = Map.of("JAVA_TOOL_OPTIONS", "-Dlogflow.faults=" + point + "=halt");
    assertThat(WatchRig.ended(CommandLineRun.start(home, work, faults, replay))).isEqualTo(KILLED);
    CommandLineRun.of(home, work, replay);
    CommandLineRun third = CommandLineRun.of(home, work, replay);

    // One row cannot be taken in; by now it is all that is left.
    assertThat(third.err()).contains("line 6 of in.csv");
    assertThat(ids(work)).containsExactly("1", "2", "3", "4");
    assertThat(work.resolve("_logflow/staging")).doesNotExist();
  }

  @Test
  void a_file_of_an_inbox_gets_a_part_and_the_books_are_right() throws Exception {
    WatchRig rig = new WatchRig(folder);
    rig.drop("a.csv", RAGGED);
    Process watch = rig.start("", "--set", "max_rejects=9");
    try {
      rig.awaitQuiet(1);
      String job = (String) rig.rows("SELECT id FROM jobs").get(0).get(0);
      String[] replay = {"replay", job, "--ragged-rows", "pad"};
      assertThat(CommandLineRun.of(rig.home, rig.root, replay).exitCode()).isEqualTo(SOME_LEFT);
      assertThat(ids(rig.output)).containsExactly("1", "2", "3", "4");
      Doctor.findsNothing(rig, folder.resolve("doctor"));

      String part =
          (String) rig.rows("SELECT id FROM jobs WHERE replay_of IS NOT NULL").get(0).get(0);
      CommandLineRun proof = CommandLineRun.of(rig.home, rig.root, "prove", part);
      assertThat(proof.exitCode()).as(proof.err()).isZero();
      assertThat(proof.out()).contains("was read again: the same values.");
    } finally {
      watch.destroyForcibly();
    }
  }

  private static String id(String json) {
    return json.replaceAll("(?s).*\"job\" ?: ?\"([0-9a-z]{26})\".*", "$1");
  }

  private static List<String> ids(Path output) throws IOException {
    List<String> ids = new ArrayList<>();
    try (Stream<Path> all = Files.list(output)) {
      all.filter(file -> file.toString().endsWith(".parquet"))
          .forEach(file -> ids.addAll(Readback.columns(file).get("id")));
    }
    return ids.stream().sorted().toList();
  }
}
