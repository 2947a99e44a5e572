package io.logflow.flow.audit;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** I1, as far as it can be seen without knowing what was put in: no input is in two places. */
final class Conservation implements Check {
  @Override
  public void look(Scene scene, Consumer<Violation> found) {
    Map<Object, Set<Path>> places = new LinkedHashMap<>();
    scene.inputs().values().stream()
        .flatMap(List::stream)
        .filter(file -> file.key() != null)
        .forEach(
            file -> places.computeIfAbsent(file.key(), any -> new TreeSet<>()).add(file.path()));
    for (Set<Path> several : places.values()) {
      if (several.size() > 1) {
        found.accept(
            new Violation(
                Invariant.I1,
                several.iterator().next().toString(),
                "One input is in %d places: %s."
                    .formatted(
                        several.size(),
                        several.stream().map(Path::toString).collect(Collectors.joining(", "))),
                "Start 'logflow watch' on its inbox, which puts inputs away that were left between"
                    + " two folders."));
      }
    }
  }
}
