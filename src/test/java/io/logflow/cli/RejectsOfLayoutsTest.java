package io.logflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A file and a folder of one name keep the rows that each rejected. */
class RejectsOfLayoutsTest extends ReplayRig {
  private static final String FILE = "max_file_size=none";
  private static final String FOLDER = "partition_by=k";

  private int convert(String text, String layout) throws Exception {
    Path input = session.write("orders.csv", text);
    String[] all = {"convert", input.toString(), "--force", "--max-rejects", "2", "--set", layout};
    return session.run(all);
  }

  @ParameterizedTest
  @CsvSource({FILE + "," + FOLDER, FOLDER + "," + FILE})
  void rejects_of_an_output_that_stays_are_kept(String first, String second) throws Exception {
    assertThat(convert("id,k\n1,a\n2,b\n3,a,9\n", first)).isEqualTo(SOME_LEFT);
    String job = job();
    assertThat(convert("id,k\n1,a\n", second)).as(session.err()).isZero();

    assertThat(session.run("jobs", "rejects", job)).as(session.err()).isZero();
    assertThat(session.out()).contains("3,a,9");
    correct(job, "\"3,a,9\"", "\"3,a\"");
    String rows = session.home().resolve("corrected.csv").toString();
    assertThat(session.run("replay", job, "--rows", rows, "--as", "part"))
        .as(session.err())
        .isZero();
  }

  @ParameterizedTest
  @CsvSource({FILE + "," + FOLDER, FOLDER + "," + FILE})
  void each_has_its_own_also_for_a_new_history(String first, String second) throws Exception {
    assertThat(convert("id,k\n1,a\n2,b\n3,a,9\n", first)).isEqualTo(SOME_LEFT);
    String job = job();
    assertThat(convert("id,k\n1,a\n4,b,8\n", second)).isEqualTo(SOME_LEFT);
    String other = text("SELECT max(id) FROM jobs");
    assertRejects(job, other);

    Files.delete(session.database());
    String home = session.home().toString();
    assertThat(session.run("db", "recover", home)).as(session.err()).isZero();
    assertRejects(job, other);
  }

  @Test
  void those_of_the_output_that_is_replaced_go() throws Exception {
    for (String layout : List.of(FILE, FOLDER)) {
      assertThat(convert("id,k\n1,a\n2,b\n3,a,9\n", layout)).isEqualTo(SOME_LEFT);
      assertThat(convert("id,k\n1,a\n", layout)).as(session.err()).isZero();
      assertThat(session.home().resolve("_logflow")).doesNotExist();
    }
  }

  private void assertRejects(String job, String other) {
    List<String> shown = new ArrayList<>();
    for (String each : List.of(job, other)) {
      assertThat(session.run("jobs", "rejects", each, "--csv")).as(session.err()).isZero();
      shown.add(session.out());
    }
    assertThat(shown.get(0)).contains("\"3,a,9\"").doesNotContain("4,b,8");
    assertThat(shown.get(1)).contains("\"4,b,8\"").doesNotContain("3,a,9");
  }
}
