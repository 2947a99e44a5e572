package io.logflow.settings;

import static io.logflow.settings.Types.ordered;

import io.logflow.settings.InboxSettings.Bundle;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** What an inbox may say of its bundles: {@code bundle: {max_wait: 10s, max_bytes: 64MB}}. */
final class BundleRules {
  private static final String MAX_WAIT = "max_wait";
  private static final String MAX_BYTES = "max_bytes";
  private static final Duration WAIT = Duration.ofSeconds(10);
  private static final long BYTES = 64_000_000;
  private static final long LEAST_BYTES = 1_000;
  private static final long MOST_BYTES = 1_000_000_000;

  private BundleRules() {}

  /** A map of two names; {@link #fault} looks at it as a whole. */
  static ValueType type() {
    return new ValueType(
        ValueType.Shape.MAP,
        "none | max_wait (a duration) and max_bytes (a size from 1KB to 1GB), or {} for 10s and 64MB",
        ordered(
            "anyOf",
            List.of(
                ordered("const", "none"),
                ordered(
                    "type", List.of("object", "null"),
                    "additionalProperties", false,
                    "properties",
                        ordered(
                            MAX_WAIT, Types.duration().schema(),
                            MAX_BYTES, Types.size("1KB", "1GB").schema())))),
        (text, folders) -> Optional.of(text.strip()));
  }

  /**
   * What is wrong.
   *
   * @param at the setting where it is
   * @param message what, after the setting's full name
   * @param remedy what to do
   */
  record Fault(Setting at, String message, String remedy) {}

  /** The first fault of an inbox's settings, where it has bundles. */
  static Optional<Fault> fault(Map<String, Setting> settings) {
    Setting bundle = settings.get(InboxKeys.BUNDLE);
    if (bundle == null) {
      return Optional.empty();
    }
    for (Setting part : parts(bundle).values()) {
      Optional<Fault> fault = fault(part);
      if (fault.isPresent()) {
        return fault;
      }
    }
    Setting onExisting = settings.get("on_existing");
    return onExisting == null || onExisting.value().equals("version")
        ? Optional.empty()
        : Optional.of(
            new Fault(
                onExisting,
                "is " + onExisting.value() + ", but a bundle has no name that comes again.",
                "Remove it, so that each output gets a name of its own, or remove bundle."));
  }

  private static Optional<Fault> fault(Setting part) {
    String text = String.valueOf(part.value());
    if (part.key().endsWith("." + MAX_WAIT)) {
      return Durations.parse(text).isPresent()
          ? Optional.empty()
          : wrong(part, "a duration: a whole number and ms, s, m, h or d");
    }
    if (part.key().endsWith("." + MAX_BYTES)) {
      OptionalLong bytes = Sizes.parse(text);
      return bytes.isPresent()
              && bytes.getAsLong() >= LEAST_BYTES
              && bytes.getAsLong() <= MOST_BYTES
          ? Optional.empty()
          : wrong(part, "a size from 1KB to 1GB");
    }
    return Optional.of(
        new Fault(
            part, "is no setting.", "A bundle takes " + MAX_WAIT + " and " + MAX_BYTES + "."));
  }

  private static Optional<Fault> wrong(Setting part, String allowed) {
    return Optional.of(new Fault(part, "is '" + part.value() + "'.", "It takes " + allowed + "."));
  }

  /** Whether an inbox is not to make bundles, whatever a lower layer says. */
  static boolean isNone(String part, Written value) {
    return part.equals(InboxKeys.BUNDLE)
        && value instanceof Written.Text text
        && text.text().equals("none");
  }

  /** What an inbox says of its bundles; empty where it makes none. */
  static Optional<Bundle> of(Map<String, Setting> settings) {
    return Optional.ofNullable(settings.get(InboxKeys.BUNDLE))
        .map(BundleRules::parts)
        .map(
            parts ->
                new Bundle(
                    text(parts, MAX_WAIT).flatMap(Durations::parse).orElse(WAIT),
                    text(parts, MAX_BYTES)
                        .map(any -> Sizes.parse(any).orElseThrow())
                        .orElse(BYTES)));
  }

  private static Optional<String> text(Map<String, Setting> parts, String name) {
    return Optional.ofNullable(parts.get(name)).map(part -> String.valueOf(part.value()));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Setting> parts(Setting bundle) {
    return (Map<String, Setting>) bundle.value();
  }
}
