package io.logflow.settings;

import java.util.Optional;
import java.util.Set;

/**
 * What a request over HTTP may set: how its file is read and written. Nothing that belongs to the
 * process, and nothing that decides where outputs are.
 */
public final class RequestKeys {
  private static final Set<String> OF_OUTPUTS =
      Set.of(
          "conversion.on_existing",
          "conversion.output_name",
          "conversion.output_kind",
          "conversion.partition_by",
          "conversion.max_file_size");

  private RequestKeys() {}

  /** Why a request may not hold a setting of this name, short or dotted; empty where it may. */
  public static Optional<String> refuses(String name) {
    Optional<Key> key = Keys.named(name).or(() -> Keys.shortNamed(name)).or(() -> Keys.mapOf(name));
    if (key.isEmpty()) {
      String hint = Rules.OVERLAY.hint(name);
      return Optional.of("There is no such option. " + hint);
    }
    boolean allowed =
        key.get().name().equals("engine.default")
            || (key.get().section().equals("conversion") && !OF_OUTPUTS.contains(key.get().name()));
    return allowed
        ? Optional.empty()
        : Optional.of(
            key.get().name() + " cannot be set by a request, only by the server's settings.");
  }
}
