package io.logflow.settings;

/** Where settings come from, lowest first; a higher one wins. */
public enum Layer {
  DEFAULTS("default"),
  SYSTEM("system file"),
  USER("user file"),
  PROJECT("project file"),
  PROFILE("profile"),
  ENVIRONMENT("environment variable"),
  FLAGS("command line"),
  REQUEST("request");

  private final String label;

  Layer(String label) {
    this.label = label;
  }

  /** The layer in words. */
  public String label() {
    return label;
  }
}
