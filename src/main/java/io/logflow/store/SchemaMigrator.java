package io.logflow.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.apache.ibatis.migration.operations.DownOperation;
import org.apache.ibatis.migration.operations.UpOperation;
import org.apache.ibatis.migration.options.DatabaseOperationOption;

/**
 * Takes a database up or down with MyBatis Migrations, in one transaction together with its version
 * number. The only class that loads that library.
 */
final class SchemaMigrator {
  /** Marks a SQLite file as LogFlow's: "LgFl". */
  static final int APPLICATION_ID = 0x4C67466C;

  private final Migrations migrations;

  SchemaMigrator(Migrations migrations) {
    this.migrations = migrations;
  }

  /** Takes the schema to the latest version. */
  void up(Connection connection) throws SQLException {
    inTransaction(
        connection,
        migrations.latest(),
        held ->
            new UpOperation()
                .operate(() -> held, new ClassPathMigrationLoader(migrations), option(), null));
  }

  /** Takes the last {@code steps} migrations back. */
  void down(Connection connection, int from, int steps) throws SQLException {
    inTransaction(
        connection,
        from - steps,
        held ->
            new DownOperation(steps)
                .operate(() -> held, new ClassPathMigrationLoader(migrations), option(), null));
  }

  private interface Work {
    void on(Connection held);
  }

  private static void inTransaction(Connection connection, int version, Work work)
      throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      work.on(held(connection));
      statement.execute("PRAGMA application_id = " + APPLICATION_ID);
      statement.execute("PRAGMA user_version = " + version);
      connection.commit();
    } catch (SQLException | RuntimeException e) {
      connection.rollback();
      throw e;
    }
  }

  private static DatabaseOperationOption option() {
    DatabaseOperationOption option = new DatabaseOperationOption();
    option.setChangelogTable("changelog");
    option.setStopOnError(true);
    return option;
  }

  // The library commits after each script and notes it in the changelog only then: a kill in
  // between would leave a script that is applied and not noted. So it may not commit; we do.
  private static Connection held(Connection connection) {
    return (Connection)
        Proxy.newProxyInstance(
            SchemaMigrator.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getReturnType() == void.class && endsTransaction(method.getName())) {
                return null;
              }
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static boolean endsTransaction(String method) {
    return switch (method) {
      case "commit", "rollback", "close", "setAutoCommit" -> true;
      default -> false;
    };
  }
}
