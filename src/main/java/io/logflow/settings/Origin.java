package io.logflow.settings;

import static java.util.Objects.requireNonNull;

/**
 * Where a value was set.
 *
 * @param layer the layer
 * @param source the file, the variable, or the key as it was given
 * @param line line in the file, from 1; 0 where the source is no file
 * @param column column in the file, from 1; 0 where the source is no file
 */
public record Origin(Layer layer, String source, int line, int column) {
  public Origin {
    requireNonNull(layer, "layer is null");
    requireNonNull(source, "source is null");
  }

  static Origin of(Layer layer, String source) {
    return new Origin(layer, source, 0, 0);
  }

  /** The same source at a place in the file; both count from 1. */
  Origin at(int newLine, int newColumn) {
    return new Origin(layer, source, newLine, newColumn);
  }

  Origin in(Layer newLayer) {
    return new Origin(newLayer, source, line, column);
  }

  /** Whether lists and maps may be one text with commas there: wherever there is no YAML. */
  boolean writesListsAsText() {
    return line == 0;
  }

  /** The place alone, for example {@code /etc/logflow/config.yaml:3:5}. */
  public String place() {
    return line == 0 ? label() : source + ":" + line + ":" + column;
  }

  /** The layer and the line, for example {@code user file /home/ann/.logflow/config.yaml:3}. */
  @Override
  public String toString() {
    return line == 0 ? label() : label() + ":" + line;
  }

  private String label() {
    return layer.label() + " " + source;
  }
}
