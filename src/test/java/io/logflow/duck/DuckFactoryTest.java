package io.logflow.duck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DuckFactoryTest {
  @TempDir Path folder;
  private DuckWorkspace workspace;
  private Connection connection;
  private Path input;
  private Path output;

  @BeforeEach
  void open() throws IOException, SQLException {
    folder = folder.toRealPath();
    input = Files.writeString(folder.resolve("in.csv"), "id,name\n1,x\n2,y\n");
    output = folder.resolve("out.tmp");
    Files.writeString(folder.resolve("secret.csv"), "k,v\npw,hunter2\n");
    Files.createSymbolicLink(folder.resolve("link.csv"), folder.resolve("secret.csv"));
    workspace = DuckWorkspace.create(folder.resolve("work"));
    connection =
        DuckFactory.open(
            limits(64L << 20, 1L << 30),
            List.of(workspace.existing(input), workspace.created(output)));
  }

  private DuckLimits limits(long memory, long spill) {
    return new DuckLimits(2, memory, workspace.spillFolder(), spill);
  }

  @AfterEach
  void close() throws IOException, SQLException {
    connection.close();
    workspace.close();
  }

  @Test
  void reads_and_writes_what_it_was_given() throws SQLException {
    execute("COPY (SELECT * FROM read_csv('{}/in.csv')) TO '{}/out.tmp' (FORMAT parquet)");
    assertThat(text("SELECT sum(id) FROM read_parquet('{}/out.tmp')")).isEqualTo("3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SELECT * FROM read_csv('{}/secret.csv')",
        "SELECT * FROM read_csv('{}/link.csv')",
        "SELECT * FROM read_csv('{}/work/../secret.csv')",
        "SELECT * FROM read_csv('{}/in.csv/../secret.csv')",
        "SELECT * FROM read_text('/etc/passwd')",
        "SELECT * FROM read_blob('/proc/self/environ')",
        "SELECT * FROM glob('{}/*')",
        "SELECT * FROM '{}/secret.csv'",
        "SELECT * FROM read_csv('http://127.0.0.1:9/x.csv')",
        "SELECT * FROM read_parquet('s3://bucket/x')",
        "SELECT * FROM duckdb_extensions()",
        "COPY (SELECT 1) TO '{}/other.parquet'",
        "COPY (SELECT 1) TO '{}/work/../other.csv'",
        "COPY (SELECT 1) TO '/dev/stdout'",
        "ATTACH '{}/other.db' AS other",
        "EXPORT DATABASE '{}/export'",
        "IMPORT DATABASE '{}/export'",
        "INSTALL httpfs",
        "INSTALL h3 FROM community",
        "LOAD httpfs",
        "LOAD '{}/in.csv'",
        "CREATE SECRET s (TYPE s3)",
        "CREATE PERSISTENT SECRET s (TYPE s3)",
        "SET enable_external_access = true",
        "SET lock_configuration = false",
        "RESET lock_configuration",
        "SET allowed_paths = ['/etc/passwd']",
        "SET allowed_directories = ['/']",
        "SET allowed_configs = ['threads']",
        "SET memory_limit = '100GB'",
        "SET threads = 64",
        "SET temp_directory = '/tmp'",
        "SET autoload_known_extensions = true",
        "SET log_query_path = '{}/query.log'",
        "SET profiling_output = '{}/profile.json'",
        "PRAGMA enable_profiling = 'json'",
        "SET custom_extension_repository = 'http://127.0.0.1:9'",
        "SET secret_directory = '{}'",
        "SET GLOBAL preserve_insertion_order = false",
      })
  void refuses(String sql) throws IOException {
    assertThatThrownBy(() -> execute(sql))
        .isInstanceOf(SQLException.class)
        .hasMessageNotContaining("Parser Error");
    try (var files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("in.csv", "secret.csv", "link.csv", "work");
    }
  }

  @Test
  void keeps_the_time_zone_free() throws SQLException {
    assertThat(text("SELECT current_setting('TimeZone')")).isEqualTo("UTC");
    execute("SET TimeZone = 'Asia/Kathmandu'");
    assertThat(text("SELECT current_setting('TimeZone')")).isEqualTo("Asia/Kathmandu");
  }

  @Test
  void takes_the_limits() throws SQLException {
    assertThat(text("SELECT current_setting('threads')")).isEqualTo("2");
    assertThat(text("SELECT current_setting('memory_limit')")).isEqualTo("64.0 MiB");
    assertThat(text("SELECT current_setting('max_temp_directory_size')")).isEqualTo("1.0 GiB");
    assertThat(text("SELECT current_setting('preserve_insertion_order')")).isEqualTo("true");
    assertThat(text("SELECT current_setting('enable_external_file_cache')")).isEqualTo("false");
  }

  @Test
  void a_further_connection_of_the_instance_is_as_locked() throws SQLException {
    try (Connection second = connection.unwrap(org.duckdb.DuckDBConnection.class).duplicate();
        Statement statement = second.createStatement()) {
      assertThatThrownBy(() -> statement.execute(filled("FROM read_csv('{}/secret.csv')")))
          .isInstanceOf(SQLException.class);
      assertThatThrownBy(() -> statement.execute("SET enable_external_access = true"))
          .isInstanceOf(SQLException.class);
    }
  }

  @Test
  void spills_into_the_private_folder_up_to_the_limit() throws Exception {
    String large = "SELECT count(*) FROM (SELECT hash(i) h FROM range({n}) t(i) ORDER BY h) s";
    execute(large.replace("{n}", "2000000"));
    try (Connection small = DuckFactory.open(limits(32L << 20, 1L << 20), List.of());
        Statement statement = small.createStatement()) {
      assertThatThrownBy(() -> statement.execute(large.replace("{n}", "3000000")))
          .hasMessageContaining("Out of Memory Error");
    }
    assertThat(folder.resolve("work")).isDirectory();
  }

  @Test
  void leaves_the_system_properties_alone() throws SQLException {
    var before = List.copyOf(System.getProperties().keySet());
    DuckFactory.open(limits(64L << 20, 0), List.of()).close();
    assertThat(System.getProperties().keySet()).containsExactlyInAnyOrderElementsOf(before);
  }

  private String filled(String sql) {
    return sql.replace("{}", folder.toString());
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(filled(sql));
    }
  }

  private String text(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(filled(sql))) {
      result.next();
      return result.getString(1);
    }
  }
}
