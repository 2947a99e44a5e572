package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A reader of another house finds the texts and the NULLs that the generator says it wrote. */
class TableGeneratorTest {
  @TempDir Path dir;

  @ParameterizedTest
  @EnumSource(TableGenerator.Quoting.class)
  void texts_and_nulls_are_where_the_table_says(TableGenerator.Quoting quoting) throws Exception {
    GeneratedTable table = new TableGenerator(7, 60, quoting, "\r\n", ';', true).generate();
    Path file = Files.write(dir.resolve("table.csv"), table.csv());
    List<String> names = List.of("row", "varchar_nulls_10", "bigint_nulls_95", "empty_nulls_0");
    assertThat(read(file, names, quoting == TableGenerator.Quoting.ALWAYS))
        .isEqualTo(expected(table, names));
  }

  @Test
  void equal_seeds_give_equal_tables() {
    TableGenerator one =
        new TableGenerator(1, 5, TableGenerator.Quoting.SOMETIMES, "\n", ',', true);
    assertThat(one.generate().csv()).isEqualTo(one.generate().csv());
  }

  private static List<List<String>> expected(GeneratedTable table, List<String> names) {
    List<String> all = table.schema().columns().stream().map(column -> column.name()).toList();
    List<List<String>> rows = new ArrayList<>();
    for (List<String> row : table.rows()) {
      List<String> some = new ArrayList<>();
      names.forEach(name -> some.add(row.get(all.indexOf(name))));
      rows.add(some);
    }
    return rows;
  }

  private static List<List<String>> read(Path file, List<String> names, boolean quotedNulls)
      throws Exception {
    String options =
        "delim=';', quote='\"', escape='\"', header=true, all_varchar=true, allow_quoted_nulls=";
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        var statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery(
                "SELECT %s FROM read_csv('%s', %s%s)"
                    .formatted(String.join(", ", names), file, options, quotedNulls))) {
      List<List<String>> rows = new ArrayList<>();
      while (result.next()) {
        List<String> row = new ArrayList<>();
        for (int index = 1; index <= names.size(); index++) {
          row.add(result.getString(index));
        }
        rows.add(row);
      }
      return rows;
    }
  }
}
