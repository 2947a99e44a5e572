package io.logflow.store;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Runs a piece of the store in a process of its own. */
final class Child {
  /** What a child prints as soon as it holds the lock. */
  static final String HELD = "held";

  private Child() {}

  static Process start(Path log, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx64m", "-cp", System.getProperty("java.class.path")));
    command.add(Child.class.getName());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }

  public static void main(String[] arguments) throws Exception {
    Path file = Path.of(arguments[1]);
    switch (arguments[0]) {
      case "open" -> openAndWrite(file);
      case "hold" -> hold(file);
      case "migrate" ->
          StateDatabase.at(
                  file,
                  new Migrations("/migrations-test", List.of("0001_notes.sql", "0002_endless.sql")))
              .migrate();
      default -> throw new IllegalArgumentException(arguments[0]);
    }
  }

  /** Holds the lock of this process, says so and waits to be killed. */
  private static void hold(Path file) throws Exception {
    try (StateStore store = StateStore.open(file);
        OwnerLock held = OwnerLock.hold(store)) {
      if (held != null) {
        System.out.println(HELD);
        new CountDownLatch(1).await();
      }
    }
  }

  private static void openAndWrite(Path file) throws Exception {
    try (StateStore store = StateStore.open(file);
        Connection connection = store.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          "INSERT INTO profiles (name, config) VALUES ('"
              + ProcessHandle.current().pid()
              + "', '{}')");
    }
  }
}
