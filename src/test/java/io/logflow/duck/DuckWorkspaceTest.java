package io.logflow.duck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DuckWorkspaceTest {
  @TempDir Path folder;

  @BeforeEach
  void resolve_links() throws IOException {
    folder = folder.toRealPath();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plain.csv",
        "we'ird.csv",
        "rep[1].csv",
        "st*r.csv",
        "qu?.csv",
        "br{a,b}.csv",
        "sp ace.csv",
        "semi;drop table.csv",
        "new\nline.csv",
        "back\\slash.csv",
        "year=2024.csv",
        "x.csv.gz",
        "~.csv",
        "-",
        "per%20cent.csv",
        "quo\"te.csv",
        "x');COPY(SELECT 1)TO'p';--.csv",
        "http:x.csv",
      })
  void a_file_is_read_under_any_name(String name) throws IOException, SQLException {
    Path hostile = Files.writeString(folder.resolve(name), "id\n7\n");
    for (String neighbour : List.of("rep1.csv", "star.csv", "qux.csv", "bra.csv")) {
      Files.writeString(folder.resolve(neighbour), "id\n1\n");
    }
    try (DuckWorkspace workspace = DuckWorkspace.create(folder.resolve("work"))) {
      assertThat(read(workspace, workspace.existing(hostile))).isEqualTo("[7]");
    }
    assertThat(hostile).hasContent("id\n7\n");
  }

  private static String read(DuckWorkspace workspace, SafePath file) throws SQLException {
    String sql = "SELECT list(id) FROM read_csv(?, compression = 'none')";
    try (Connection connection = open(workspace, file);
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, file.text());
      try (ResultSet result = statement.executeQuery()) {
        result.next();
        return result.getString(1);
      }
    }
  }

  private static Connection open(DuckWorkspace workspace, SafePath file) throws SQLException {
    DuckLimits limits = new DuckLimits(1, 64L << 20, workspace.spillFolder(), 1L << 20);
    return DuckFactory.open(limits, List.of(file));
  }

  @Test
  void a_folder_in_the_style_of_hive_gives_no_column() throws IOException, SQLException {
    Path file = Files.createDirectories(folder.resolve("year=2024")).resolve("x.csv");
    Files.writeString(file, "id\n7\n");
    try (DuckWorkspace workspace = DuckWorkspace.create(folder.resolve("work"))) {
      assertThat(workspace.existing(file).text()).doesNotContain("=");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "o[u]t", "o*t", "a 'b' \"c\"", "x');--", "ou=t"})
  void a_file_is_written_into_any_folder(String name) throws IOException, SQLException {
    Path target = Files.createDirectory(folder.resolve(name)).resolve("01ABC.tmp");
    try (DuckWorkspace workspace = DuckWorkspace.create(folder.resolve("work"))) {
      SafePath safe = workspace.created(target);
      try (Connection connection = open(workspace, safe);
          Statement statement = connection.createStatement()) {
        statement.execute("COPY (SELECT 1 a) TO '" + safe + "' (FORMAT parquet)");
      }
    }
    assertThat(target).isNotEmptyFile();
  }

  @Test
  void a_plain_path_is_used_as_it_is() throws IOException {
    Path file = Files.createFile(folder.resolve("a-b_c.D9.csv"));
    try (DuckWorkspace workspace = DuckWorkspace.create(folder.resolve("work"))) {
      assertThat(workspace.existing(file).text()).isEqualTo(file.toString());
      assertThat(workspace.created(folder.resolve("o.tmp")).text())
          .isEqualTo(folder.resolve("o.tmp").toString());
    }
  }

  @Test
  void nobody_else_may_look_into_it_and_nothing_of_it_stays() throws IOException {
    Path parent = folder.resolve("work");
    Path linked = Files.createDirectory(folder.resolve("li nk"));
    Path kept = Files.createFile(linked.resolve("kept.csv"));
    try (DuckWorkspace workspace = DuckWorkspace.create(parent)) {
      SafePath unused = workspace.created(linked.resolve("x.tmp"));
      assertThat(unused.text()).startsWith(parent.toString());
      Path inside = workspace.spillFolder().getParent();
      if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(inside)))
            .isEqualTo("rwx------");
      }
      Files.createFile(workspace.spillFolder().resolve("spilled"));
    }
    assertThat(parent).isEmptyDirectory();
    assertThat(kept).exists();
  }

  @Test
  void a_blank_in_the_temporary_folder_does_no_harm() throws IOException, SQLException {
    Path file = Files.writeString(folder.resolve("a b[1].csv"), "id\n7\n");
    try (DuckWorkspace workspace = DuckWorkspace.create(folder.resolve("it's my work"))) {
      assertThat(read(workspace, workspace.existing(file))).isEqualTo("[7]");
    }
  }

  @Test
  void a_pattern_in_the_temporary_folder_is_refused() {
    assertThatThrownBy(() -> DuckWorkspace.create(folder.resolve("w[o]rk")))
        .isInstanceOf(UnsafePathException.class);
  }
}
