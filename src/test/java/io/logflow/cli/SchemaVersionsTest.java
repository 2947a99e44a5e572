package io.logflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.store.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands on the schemas that an output folder has had. */
class SchemaVersionsTest {
  private static final int USAGE = 2;
  private static final int NO_INPUT = 4;
  private static final int SCHEMA_CHANGED = 17;

  @TempDir private Path root;
  private Session session;
  private Path out;

  @BeforeEach
  void two_versions() throws IOException {
    session = new Session(root);
    out = session.project().resolve("out");
    input("a.csv", "n\n1\n");
    input("b.csv", "n,m\n2.5,x\n");
    assertThat(convert("a.csv", "version")).as(session.err()).isZero();
    assertThat(convert("b.csv", "version")).as(session.err()).isZero();
  }

  private String input(String name, String text) throws IOException {
    return Files.writeString(session.project().resolve(name), text).toString();
  }

  private int convert(String name, String mode) {
    String file = session.project().resolve(name).toString();
    return session.run("convert", file, "-o", out + "/", "--set", "schema.mode=" + mode);
  }

  private int schema(String command, String... more) {
    String[] all = new String[more.length + 3];
    all[0] = "schema";
    all[1] = command;
    all[2] = out.toString();
    System.arraycopy(more, 0, all, 3, more.length);
    return session.run(all);
  }

  @Test
  void versions_are_listed_with_their_folders_and_columns() {
    assertThat(schema("versions")).isZero();
    assertThat(session.out().lines())
        .anyMatch(line -> line.matches(" +1 +" + out + " +n BIGINT"))
        .anyMatch(line -> line.matches(" +2 +" + out + "\\.v2 +n DOUBLE, m VARCHAR"));
    assertThat(schema("versions", "--json")).isZero();
    assertThat(session.out()).contains("\"folder\" : \"" + out + ".v2\"", "\"type\" : \"DOUBLE\"");
  }

  @Test
  void the_history_says_which_job_changed_what_and_why() throws Exception {
    assertThat(schema("history")).isZero();
    Object second =
        Database.value(session.database(), "SELECT id FROM jobs ORDER BY rowid DESC LIMIT 1");
    assertThat(session.out())
        .contains("version 2, job " + second)
        .contains("Column 'n' is DOUBLE instead of BIGINT", "'2.5' in line 2")
        .contains("Column 'm' is new, VARCHAR");
  }

  @Test
  void versions_are_compared_with_each_other_and_with_a_file() throws Exception {
    String[] both = {"~ n BIGINT -> DOUBLE", "+ m VARCHAR"};
    assertThat(schema("diff")).isZero();
    assertThat(session.out().lines()).containsExactly(both);
    assertThat(schema("diff", "2", "1")).isZero();
    assertThat(session.out().lines()).containsExactly("~ n DOUBLE -> BIGINT", "- m VARCHAR");
    assertThat(schema("diff", "1", "1")).isZero();
    assertThat(session.out().lines()).containsExactly("Nothing is different.");

    assertThat(schema("diff", input("c.csv", "m,n\ny,1\n"))).isZero();
    assertThat(session.out().lines()).containsExactly("Nothing is different.");
    assertThat(schema("diff", input("d.csv", "n,m\n1,2\nsix,3\n"))).isZero();
    assertThat(session.out()).contains("Column 'n' is VARCHAR instead of DOUBLE: 'six' in line 3");

    assertThat(schema("diff", "1", "7")).isEqualTo(USAGE);
    assertThat(session.err()).contains("no version 7", "logflow schema versions");
    assertThat(schema("diff", "x", "y")).isEqualTo(USAGE);
    assertThat(schema("diff", "none.csv")).isEqualTo(NO_INPUT);
    assertThat(session.run("schema", "versions", "elsewhere")).isEqualTo(USAGE);
    assertThat(session.err()).contains("has no schema yet", out.toString());
  }

  @Test
  void what_a_frozen_schema_refused_is_accepted_and_can_be_converted() throws Exception {
    input("sub.csv", "n,m\nsix,y\n");
    assertThat(convert("sub.csv", "freeze")).isEqualTo(SCHEMA_CHANGED);
    assertThat(session.err()).contains("logflow schema accept ");
    String job = session.err().replaceAll("(?s).*schema accept ([0-9a-z]{26}).*", "$1");

    assertThat(session.run("schema", "accept", job)).as(session.err()).isZero();
    assertThat(session.out())
        .contains("The schema of " + out + " has version 3; its files go to " + out + ".v3.")
        .contains("convert its input again");
    assertThat(convert("sub.csv", "freeze")).as(session.err()).isZero();
    assertThat(out.resolveSibling("out.v3/sub.parquet")).exists();
    assertThat(session.run("schema", "accept", "nosuch")).isEqualTo(USAGE);
  }
}
