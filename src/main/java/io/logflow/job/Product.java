package io.logflow.job;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** What this program is. */
public final class Product {
  /** The version, as the build has it. */
  public static final String VERSION = version();

  private Product() {}

  private static String version() {
    Properties properties = new Properties();
    try (InputStream in = Product.class.getResourceAsStream("/META-INF/logflow.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties.getProperty("version");
  }
}
