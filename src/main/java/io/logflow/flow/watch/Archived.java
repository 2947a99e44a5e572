package io.logflow.flow.watch;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Inputs that have been put away.
 *
 * @param places by job, where its input is; empty where it is deleted or gone
 */
public record Archived(Map<String, Optional<Path>> places) {
  public Archived {
    places = Map.copyOf(new LinkedHashMap<>(places));
  }
}
