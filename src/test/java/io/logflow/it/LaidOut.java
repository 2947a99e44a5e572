package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.job.Outcome;
import io.logflow.job.Request;
import io.logflow.parquet.FolderManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Outputs that are laid out, for tests. */
final class LaidOut {
  /** One row for each type, and one of NULLs; the third column is a line's number. */
  static final String TYPES =
      """
      key,zip,line,exact,at,tz,clock,day,yes,file_row_number
      b,00123,1,12345678901234567890.1234567891,2024-01-05T10:00:00.123456789,2024-01-05T10:00:00.123456789Z,01:02:03.123456789,2024-01-05,true,x
      a,7,2,2.5,2024-01-05T10:00:00.1,2024-01-05T12:00:00+02:00,01:02:03,2024-01-06,false,y
      ,,3,,,,,,,
      a,,4,-0.0000000001,1969-12-31T23:59:59.999999999,1970-01-01T00:00:00Z,23:59:59.999999999,0001-01-01,true,z
      """;

  private LaidOut() {}

  /** Converts a text to {@code out.parquet}, in place of an output that is there. */
  static Outcome convert(Path folder, String csv, Map<String, Object> settings) throws IOException {
    Path input = Files.writeString(folder.resolve("in.csv"), csv);
    try (Workbench bench = new Workbench(folder)) {
      Request.Builder request = Request.of(input).to(folder.resolve("out.parquet")).replace();
      settings.forEach(request::set);
      return bench.logflow().convert(request.build());
    }
  }

  /** The parts in the manifest's order, which are all files but the manifest. */
  static List<Path> parts(Path output) throws IOException {
    List<Path> named =
        FolderManifest.read(output).parts().stream()
            .map(part -> output.resolve(part.path()))
            .toList();
    try (Stream<Path> all = Files.walk(output)) {
      assertThat(
              all.filter(Files::isRegularFile).filter(file -> !file.endsWith(FolderManifest.NAME)))
          .containsExactlyInAnyOrderElementsOf(named);
    }
    return named;
  }

  /** All values of all rows, row by row. */
  static List<String> texts(String sql) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          texts.add(rows.getString(i));
        }
      }
    }
    return texts;
  }
}
