package io.logflow.settings;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Takes settings from {@code LOGFLOW_*} variables; an empty one counts as not set. */
final class Environment {
  private static final String PREFIX = "LOGFLOW_";

  /** For the launcher, for {@code LOGFLOW_DEBUG=1}, and for clients of a server; no settings. */
  static final Set<String> RESERVED =
      Set.of(
          "LOGFLOW_CLASS_ARCHIVE",
          "LOGFLOW_DEBUG",
          "LOGFLOW_HOME",
          "LOGFLOW_JAVA_HOME",
          "LOGFLOW_JAVA_OPTS",
          "LOGFLOW_SERVER",
          "LOGFLOW_TOKEN");

  /** Kubernetes and Docker set these by themselves for a service that is called logflow. */
  private static final Pattern SERVICE_LINK =
      Pattern.compile("LOGFLOW_(.*_)?(SERVICE_(HOST|PORT)(_.*)?|PORT_[0-9]+_(TCP|UDP|SCTP)(_.*)?)");

  private static final Pattern SERVICE_ADDRESS = Pattern.compile("(tcp|udp|sctp)://.*");
  private static final Map<String, Key> BY_VARIABLE = variables();

  private Environment() {}

  private static Map<String, Key> variables() {
    Map<String, Key> variables = new TreeMap<>();
    for (Key key : Keys.ALL) {
      key.shortName().ifPresent(name -> variables.put(Key.variable(name), key));
    }
    Keys.ALL.forEach(key -> variables.put(key.variable(), key));
    return variables;
  }

  /** The settings among {@code variables}, by dotted name; unknown ones are problems. */
  static Map<String, Setting> read(
      Map<String, String> variables, Problems problems, ValueType.Folders folders) {
    LayerReader reader = new LayerReader(Rules.OVERLAY, problems, folders);
    Map<String, Setting> settings = new LinkedHashMap<>();
    for (Map.Entry<String, String> variable : new TreeMap<>(variables).entrySet()) {
      if (isSetting(variable.getKey(), variable.getValue())) {
        settings.putAll(read(reader, problems, variable.getKey(), variable.getValue()));
      }
    }
    return settings;
  }

  private static boolean isSetting(String name, String value) {
    return name.startsWith(PREFIX)
        && !value.isEmpty()
        && !RESERVED.contains(name)
        && !SERVICE_LINK.matcher(name).matches()
        && !SERVICE_ADDRESS.matcher(value).matches();
  }

  private static Map<String, Setting> read(
      LayerReader reader, Problems problems, String variable, String value) {
    Origin origin = Origin.of(Layer.ENVIRONMENT, variable);
    Optional<Key> key = Optional.ofNullable(BY_VARIABLE.get(variable));
    if (key.isEmpty()) {
      problems.add(origin, "it is no setting.", Nearest.question(variable, names()));
      return Map.of();
    }
    Written.Field field = new Written.Field(origin, new Written.Text(value, false, origin));
    return reader.read(new Written.Section(Map.of(key.get().name(), field), origin));
  }

  private static Set<String> names() {
    return Stream.concat(BY_VARIABLE.keySet().stream(), RESERVED.stream())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
