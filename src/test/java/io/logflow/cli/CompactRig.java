package io.logflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.stream.Stream;

/** What tests of {@code logflow compact} have in common: a folder of outputs. */
abstract class CompactRig extends ReplayRig {
  static final String TYPES =
      """
      id,amount,day,at,flag,name
      %1$d,%1$d.25,2024-01-%1$02d,2024-01-%1$02d 10:00:00.5,true,"a ""%1$d"", b"
      -%1$d,,,,,
      """;

  Path out() {
    return session.home().resolve("out");
  }

  /** Converts a text to an output of its own. */
  void convertText(String name, String text, String... options) throws IOException {
    Path input = session.write(name, text);
    List<String> arguments = new ArrayList<>(List.of("convert", input.toString()));
    arguments.addAll(List.of("-o", out() + "/"));
    arguments.addAll(List.of(options));
    assertThat(session.run(arguments.toArray(String[]::new))).as(session.err()).isIn(0, SOME_LEFT);
  }

  void compact(String... options) {
    List<String> arguments = new ArrayList<>(List.of("compact", out().toString()));
    arguments.addAll(List.of(options));
    assertThat(session.run(arguments.toArray(String[]::new))).as(session.err()).isZero();
  }

  /** Names of the files that readers of the folder find. */
  List<String> files() throws IOException {
    try (Stream<Path> all = Files.list(out())) {
      return all.map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".parquet"))
          .sorted()
          .toList();
    }
  }

  /** All rows that readers of the folder find. */
  List<String> allRows() {
    return query("SELECT * FROM read_parquet('" + out() + "/*.parquet') ORDER BY ALL");
  }

  /** The ids of all jobs, oldest first. */
  List<String> jobIds() throws SQLException {
    try (Connection state = DriverManager.getConnection("jdbc:sqlite:" + session.database());
        Statement statement = state.createStatement();
        ResultSet found = statement.executeQuery("SELECT id FROM jobs ORDER BY created_at, id")) {
      List<String> ids = new ArrayList<>();
      while (found.next()) {
        ids.add(found.getString(1));
      }
      return ids;
    }
  }

  /** Twelve outputs of two rows. */
  void convertTwelve() throws IOException {
    for (int number = 1; number <= 12; number++) {
      session.write("in/%02d.csv".formatted(number), TYPES.formatted(number));
    }
    assertThat(session.run("convert", session.home() + "/in", "-o", out() + "/"))
        .as(session.err())
        .isZero();
  }
}
