package io.logflow.store;

import java.io.InputStream;
import java.io.Reader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.ibatis.migration.Change;
import org.apache.ibatis.migration.MigrationLoader;
import org.apache.ibatis.migration.MigrationReader;

/** Gives MyBatis Migrations the scripts from the class path; its own loader reads folders only. */
final class ClassPathMigrationLoader implements MigrationLoader {
  private final Migrations migrations;

  ClassPathMigrationLoader(Migrations migrations) {
    this.migrations = migrations;
  }

  @Override
  public List<Change> getMigrations() {
    List<Change> changes = new ArrayList<>();
    for (String file : migrations.files()) {
      Change change = new Change(BigDecimal.valueOf(changes.size() + 1L));
      change.setDescription(Migrations.description(file));
      change.setFilename(file);
      changes.add(change);
    }
    return changes;
  }

  @Override
  public Reader getScriptReader(Change change, boolean undo) {
    String resource = migrations.folder() + "/" + change.getFilename();
    InputStream script = ClassPathMigrationLoader.class.getResourceAsStream(resource);
    if (script == null) {
      throw new IllegalStateException("there is no " + resource);
    }
    return new MigrationReader(script, StandardCharsets.UTF_8.name(), undo, new Properties());
  }

  @Override
  public Reader getBootstrapReader() {
    return null;
  }

  @Override
  public Reader getOnAbortReader() {
    return null;
  }
}
