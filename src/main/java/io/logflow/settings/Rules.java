package io.logflow.settings;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which keys may stand in a layer, and in which spelling. */
enum Rules {
  /** The system's and the user's file: whole names, nested. */
  FILE,
  /** The project's file: whole names, nested, and only what cannot touch anything else. */
  PROJECT,
  /** A profile: short, dotted or nested names of what may differ from job to job. */
  PROFILE,
  /** Variables, flags and requests: short or dotted names. */
  OVERLAY;

  private static final Set<String> IN_PROJECT = Set.of("use", "conversion", "schema");
  private static final String MAY_HOLD =
      "A project file may hold version, use, conversion (not on_existing and output_name) and"
          + " schema only; ";
  private static final String BELONGS = MAY_HOLD + "this belongs in ~/.logflow/config.yaml.";
  private static final String NOWHERE = MAY_HOLD + "and no other file knows this key either.";

  boolean isLoose() {
    return this == PROFILE || this == OVERLAY;
  }

  /** The key that {@code name} with this value stands for. */
  Optional<Key> find(String name, Written value) {
    Optional<Key> whole = Keys.named(name);
    boolean section = value instanceof Written.Section && Keys.isSection(name);
    return whole.isPresent() || !isLoose() || section ? whole : Keys.shortNamed(name);
  }

  /** Why nothing under this name of the top level may stand here. */
  Optional<String> refusesTop(String name) {
    boolean allowed =
        this != PROJECT
            || IN_PROJECT.contains(name)
            || Keys.shortNamed(name).or(() -> Keys.named(name)).filter(Key::inProject).isPresent();
    if (allowed) {
      return Optional.empty();
    }
    boolean known =
        Keys.isSection(name)
            || name.equals("profiles")
            || name.equals(InboxKeys.SECTION)
            || name.equals(ScheduleKeys.SECTION)
            || isKey(name);
    return Optional.of(known ? BELONGS : NOWHERE);
  }

  private static boolean isKey(String name) {
    return Keys.named(name).isPresent() || Keys.shortNamed(name).isPresent();
  }

  /** Why this key may not stand here. */
  Optional<String> refuses(Key key) {
    if (this == PROJECT && !key.inProject()) {
      return Optional.of(BELONGS);
    }
    return this == PROFILE && !key.inProfile()
        ? Optional.of("A profile may hold settings of conversion, schema, engine and plugins only.")
        : Optional.empty();
  }

  /** Whether this part of a name is written in a way that this layer knows. */
  boolean spells(String part) {
    return isLoose() || !part.contains(".");
  }

  /** What to do about an unknown name. */
  String hint(String name) {
    if (Keys.named(name).isPresent()) {
      return "In a file it is written nested: " + name.replace(".", ": {") + ": ... }";
    }
    Optional<Key> meant = Keys.shortNamed(name);
    if (meant.isPresent()) {
      Key key = meant.get();
      return "Write it as " + key.leaf() + " below " + parent(key) + ": (" + key.name() + ").";
    }
    Optional<String> sameLeaf =
        Keys.ALL.stream()
            .filter(key -> key.leaf().equals(name.substring(name.lastIndexOf('.') + 1)))
            .map(Key::name)
            .reduce((one, other) -> "");
    String nearest =
        sameLeaf.filter(it -> !it.isEmpty()).or(() -> Nearest.of(name, known())).orElse("");
    return (nearest.isEmpty() ? "" : "Did you mean " + nearest + "? ")
        + "All settings are listed by: logflow config show";
  }

  private static String parent(Key key) {
    return key.name().substring(0, key.name().lastIndexOf('.'));
  }

  private Collection<String> known() {
    List<String> top =
        List.of("version", "use", "profiles", InboxKeys.SECTION, ScheduleKeys.SECTION);
    Collection<String> shortNames = isLoose() ? Keys.shortNames() : top;
    return Stream.of(Keys.names(), Keys.sections(), shortNames)
        .flatMap(Collection::stream)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
