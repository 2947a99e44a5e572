package io.logflow.job;

import io.logflow.engine.Engine;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import picocli.CommandLine;

/** Breaks the rules of the architecture, so that their test can show that they bite. */
public record SeesTooMuch(Engine engine, CommandLine line) {
  public void print() {
    System.out.println(engine);
  }

  public Connection connect(String url) throws SQLException {
    return DriverManager.getConnection(url);
  }
}
