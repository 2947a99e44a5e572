package io.logflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logflow.LogFlow;
import io.logflow.job.Request;
import io.logflow.settings.SettingsLoader;
import io.logflow.store.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Profiles from every place where one can be kept, used for a conversion. */
class ProfileUseTest {
  private static final String ERP_SALES =
      "  case_id: OrderID\n  activity: Step\n  timestamp: EventTime\n  compression: zstd\n";

  @TempDir private Path root;
  private Session session;
  private Path input;

  @BeforeEach
  void makeInput() throws IOException {
    session = new Session(root);
    input =
        Files.writeString(
            root.resolve("orders.csv"), "OrderID,Step,EventTime\n1,paid,2024-01-05 10:00:00\n");
  }

  @Test
  void a_profile_of_the_settings_file_is_used_and_counted() throws Exception {
    session.write(".logflow/config.yaml", "profiles:\n erp_sales:\n" + ERP_SALES);

    convertsWithZstd(1);
    convertsWithZstd(2);
  }

  @Test
  void a_profile_of_the_folder_is_used_and_counted() throws Exception {
    session.write(".logflow/profiles/erp_sales.yaml", ERP_SALES.replaceAll("(?m)^ +", ""));

    convertsWithZstd(1);
  }

  @Test
  void a_profile_of_the_table_is_used_and_counted_and_wins() throws Exception {
    session.write(".logflow/config.yaml", "profiles: {erp_sales: {compression: gzip}}\n");
    assertThat(
            session.run(
                "profiles",
                "set",
                "erp_sales",
                "case_id=OrderID",
                "activity=Step",
                "timestamp=EventTime",
                "compression=zstd"))
        .isZero();

    convertsWithZstd(1);
    assertThat(session.run("config", "show", "--origin", "--use", "erp_sales")).isZero();
    assertThat(session.out())
        .containsPattern("compression: zstd +# profile erp_sales of the state database")
        .containsPattern("plugins.process_mining.case_id: OrderID +# profile erp_sales");
  }

  @Test
  void a_program_finds_the_profiles_of_the_table() throws Exception {
    session.run("profiles", "set", "erp_sales", "compression=zstd");

    try (LogFlow logflow = LogFlow.builder().settings(this::settings).open()) {
      Path output = root.resolve("sdk.parquet");
      logflow.convert(Request.of(input).to(output).profile("erp_sales").build());
      assertThat(codecs(output)).containsExactly(List.of("ZSTD"));
    }
    assertThat(uses()).isEqualTo(1);
  }

  @Test
  void asking_for_a_profile_makes_no_database() {
    assertThat(session.run("config", "show", "--use", "erp_sales")).isEqualTo(2);
    assertThat(session.err()).contains("there is no profile 'erp_sales'");
    assertThat(session.database().getParent()).doesNotExist();
  }

  @Test
  void a_database_without_tables_has_no_profiles() throws Exception {
    Path file = session.write(".logflow/logflow.db", "");

    assertThat(session.run("config", "show", "--use", "erp_sales")).isEqualTo(2);
    assertThat(file).isEmptyFile();
  }

  @Test
  void without_a_profile_the_database_is_not_looked_at() throws Exception {
    session.write(".logflow/logflow.db", "This is no database at all, and that does not matter.");

    assertThat(session.run("config", "show")).isZero();
    assertThat(session.run("config", "show", "--use", "erp_sales")).isEqualTo(3);
    assertThat(session.err()).contains("damaged or no database at all");
  }

  @Test
  void profiles_are_listed_with_their_source_and_their_use() throws Exception {
    Path file = session.write(".logflow/config.yaml", "profiles:\n erp_sales:\n" + ERP_SALES);
    session.write(".logflow/profiles/web.yaml", "threads: 2\n");
    convertsWithZstd(1);
    session.run(
        "profiles", "set", "nightly", "conversion.types.zip=VARCHAR", "conversion.header=true");

    assertThat(session.run("profiles", "list")).isZero();
    assertThat(session.out().lines())
        .hasSize(4)
        .anyMatch(line -> line.matches("erp_sales +1 .*" + file + ":2:2 .*compression=zstd.*"))
        .anyMatch(line -> line.matches("nightly +0 .*state database .*"))
        .anyMatch(line -> line.matches("web +0 .*web.yaml:1:1 +\\{engine.threads=2}"));

    session.run("profiles", "--json");
    JsonNode list = new ObjectMapper().readTree(session.out());
    assertThat(list.findValuesAsText("source")).containsExactly("file", "table", "file");
    assertThat(list.at("/0/usage_count").asInt()).isEqualTo(1);
    assertThat(list.at("/1/config/conversion.types/zip").asText()).isEqualTo("VARCHAR");
  }

  @Test
  void a_profile_is_shown_with_the_place_of_each_setting() throws Exception {
    Path file = session.write(".logflow/config.yaml", "profiles:\n erp_sales:\n" + ERP_SALES);

    assertThat(session.run("profiles", "show", "erp_sales")).isZero();
    assertThat(session.out().lines().map(line -> line.replaceAll(" +# ", " # ")))
        .contains("conversion.compression: zstd # profile " + file + ":6");
    assertThat(session.run("profiles", "show", "erp_sale")).isEqualTo(2);
    assertThat(session.err()).contains("Did you mean erp_sales?");
    assertThat(session.run("profiles", "delete", "erp_sales")).isEqualTo(2);
    assertThat(session.err()).contains("defined in: " + file + ":2:2");
  }

  private void convertsWithZstd(int uses) throws Exception {
    Path output = root.resolve("orders.parquet");
    int exit =
        session.run(
            "convert", input.toString(), "-o", output.toString(), "--force", "--use", "erp_sales");

    assertThat(session.err()).isEmpty();
    assertThat(exit).isZero();
    assertThat(codecs(output)).containsExactly(List.of("ZSTD"));
    assertThat(uses()).isEqualTo(uses);
    assertThat(Database.value(session.database(), "SELECT profile FROM jobs LIMIT 1"))
        .isEqualTo("erp_sales");
  }

  private int uses() throws Exception {
    return (int)
        Database.value(
            session.database(), "SELECT usage_count FROM profiles WHERE name = 'erp_sales'");
  }

  private static List<List<Object>> codecs(Path file) throws Exception {
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:")) {
      return Database.rows(
          duck, "SELECT DISTINCT compression FROM parquet_metadata('" + file + "')");
    }
  }

  private SettingsLoader.Builder settings() {
    return SettingsLoader.builder(session.home()).systemFile(root.resolve("system.yaml"));
  }
}
