package io.logflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the history knows of jobs whose outputs became parts of other files. */
class CompactBooksTest extends CompactRig {
  @Test
  void every_job_can_be_proven_afterwards_also_after_a_second_time() throws Exception {
    convertTwelve();
    compact();
    convertText("in/13.csv", TYPES.formatted(13));
    compact();

    assertThat(files()).hasSize(1);
    assertThat(jobIds()).hasSize(13);
    for (String job : jobIds()) {
      assertThat(session.run("prove", job)).as(session.err()).isZero();
      assertThat(session.out())
          .contains("and the jobs of 12 other outputs read.")
          .contains("was read again: the same values.");
    }
    assertThat(session.run("jobs", "show", jobIds().get(0))).isZero();
    assertThat(session.out()).contains(files().get(0));
  }

  @Test
  void an_output_that_became_a_part_is_not_published_again() throws Exception {
    convertText("in/a.csv", "id\n1\n");
    convertText("in/b.csv", "id\n2\n");
    compact();
    String input = session.home().resolve("in/a.csv").toString();

    for (List<String> force : List.of(List.<String>of(), List.of("--force"))) {
      List<String> arguments = new ArrayList<>(List.of("convert", input, "-o", out() + "/"));
      arguments.addAll(force);
      assertThat(session.run(arguments.toArray(String[]::new))).isEqualTo(7);
      assertThat(session.err()).contains("a.parquet are in").contains("since 'logflow compact'");
      assertThat(allRows()).containsExactly("1", "2");
    }
    Files.delete(out().resolve(files().get(0)));
    assertThat(session.run("convert", input, "-o", out() + "/")).as(session.err()).isZero();
    assertThat(allRows()).containsExactly("1");
  }

  @Test
  void the_books_can_be_made_anew_of_a_compacted_file() throws Exception {
    convertTwelve();
    compact();
    List<String> jobs = jobIds();
    Files.delete(session.database());

    // Inputs that were converted from a shell tell no door of an inbox, and are entered all the
    // same.
    assertThat(session.run("db", "recover", out().toString())).as(session.out()).isZero();

    assertThat(jobIds()).containsExactlyInAnyOrderElementsOf(jobs);
    assertThat(session.run("prove", jobs.get(3))).as(session.err()).isZero();
    assertThat(session.out()).contains("11 other outputs");
    assertThat(session.run("convert", session.home() + "/in/01.csv", "-o", out() + "/"))
        .isEqualTo(7);
  }

  @Test
  void rejected_rows_are_taken_in_as_a_part_beside_it() throws Exception {
    convertText("in/a.csv", "id,name\n1,a\n2\n", "--max-rejects", "9");
    convertText("in/b.csv", "id,name\n3,c\n4\n", "--max-rejects", "9");
    compact();
    String job = jobIds().get(0);

    assertThat(session.run("replay", job, "--as", "rewrite", "--ragged-rows", "pad"))
        .isEqualTo(USAGE);
    assertThat(session.err()).contains("was compacted into a file with others");
    assertThat(session.run("replay", job, "--ragged-rows", "pad")).as(session.err()).isZero();
    assertThat(allRows()).containsExactly("1|a", "2|NULL", "3|c");
    compact();
    assertThat(files()).hasSize(1);
    assertThat(session.run("replay", job, "--ragged-rows", "pad")).isZero();
    assertThat(session.out()).contains("No rejected rows of job");
    assertThat(session.run("replay", jobIds().get(1), "--ragged-rows", "pad")).isZero();
    assertThat(allRows()).containsExactly("1|a", "2|NULL", "3|c", "4|NULL");
  }
}
