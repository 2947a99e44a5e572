package io.logflow.cli;

import io.logflow.job.Product;
import picocli.CommandLine.IVersionProvider;

/** Tells the version of LogFlow. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"logflow " + Product.VERSION};
  }
}
