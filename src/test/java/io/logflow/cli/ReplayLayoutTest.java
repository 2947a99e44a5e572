package io.logflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Rejected rows of outputs that are folders go to that folder or to no other output. */
class ReplayLayoutTest extends ReplayRig {
  private static final String REJECTING = "id,k\n1,a\n2,b\n3,a,9\n";

  private int convert(String input, String... options) {
    String[] all = new String[options.length + 2];
    all[0] = "convert";
    all[1] = session.home().resolve(input).toString();
    System.arraycopy(options, 0, all, 2, options.length);
    return session.run(all);
  }

  private static String count(Path below) {
    return query("SELECT count(*) FROM read_parquet('" + below + "/**/*.parquet')").get(0);
  }

  @Test
  void a_folder_whose_name_ends_like_a_file_is_made_again_under_that_name() throws Exception {
    session.write("orders.parquet.csv", REJECTING);
    session.write("orders.csv", "id,k\n77,a\n78,b\n");
    assertThat(convert("orders.csv", "--partition-by", "k")).as(session.err()).isZero();
    assertThat(convert("orders.parquet.csv", "--partition-by", "k", "--max-rejects", "2"))
        .isEqualTo(SOME_LEFT);
    String job = text("SELECT id FROM jobs WHERE rejected_rows = 1");

    correct(job, "\"3,a,9\"", "\"3,a\"");
    assertThat(replayRows(job)).as(session.err()).isZero();
    Path output = session.home().resolve("orders.parquet");
    assertThat(session.out()).contains(output + ", made again, 3 rows");
    String rows = "SELECT id FROM read_parquet('%s/**/*.parquet') ORDER BY id";
    assertThat(query(rows.formatted(output))).containsExactly("1", "2", "3");
    assertThat(query(rows.formatted(session.home().resolve("orders")))).containsExactly("77", "78");
  }

  @Test
  void a_file_is_not_made_again_as_a_folder_beside_it() throws Exception {
    Path output = converted("orders.csv", REJECTING);
    String job = job();
    correct(job, "\"3,a,9\"", "\"3,a\"");
    String rows = session.home().resolve("corrected.csv").toString();

    String[] parted = {"replay", job, "--rows", rows, "--set", "partition_by=k"};
    assertThat(session.run(parted)).isEqualTo(USAGE);
    assertThat(session.err())
        .contains("would be published as " + session.home().resolve("orders") + ",")
        .contains("--as part");
    assertThat(rows(output)).containsExactly("1|a", "2|b");
    assertThat(count(session.home())).isEqualTo("2");
    assertThat(leftovers()).isEmpty();

    String[] sorted = {"replay", job, "--rows", rows, "--sort-by", "id desc"};
    assertThat(session.run(sorted)).as(session.err()).isZero();
    assertThat(query("SELECT id FROM read_parquet('" + output + "')"))
        .containsExactly("3", "2", "1");
  }

  @Test
  void a_folder_is_not_made_again_as_a_file_beside_it() throws Exception {
    session.write("orders.csv", REJECTING);
    assertThat(convert("orders.csv", "--partition-by", "k", "--max-rejects", "2"))
        .isEqualTo(SOME_LEFT);
    Path other = Files.createFile(session.home().resolve("orders.parquet"));
    String job = job();
    correct(job, "\"3,a,9\"", "\"3,a\"");
    String rows = session.home().resolve("corrected.csv").toString();

    String[] file = {"replay", job, "--rows", rows, "--set", "partition_by=[]"};
    assertThat(session.run(file)).isEqualTo(USAGE);
    assertThat(session.err()).contains("would be published as " + other + ",");
    assertThat(count(session.home().resolve("orders"))).isEqualTo("2");
    assertThat(Files.size(other)).isZero();

    assertThat(replayRows(job)).as(session.err()).isZero();
    assertThat(count(session.home().resolve("orders"))).isEqualTo("3");
  }
}
