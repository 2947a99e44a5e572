package io.logflow.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logflow.settings.Origin;
import io.logflow.settings.Setting;
import io.logflow.settings.Settings;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints every setting in force. */
@Command(
    name = "show",
    description = "Prints every setting in force.",
    mixinStandardHelpOptions = true)
final class ConfigShowCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Mixin private SettingsOptions settingsOptions;
  @Spec private CommandSpec spec;

  @Option(names = "--origin", description = "Also tells where each value was set.")
  private boolean origin;

  @Option(names = "--json", description = "Prints JSON.")
  private boolean json;

  @Override
  public Integer call() throws JsonProcessingException {
    Settings settings = settingsOptions.loader().load();
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(tree(settings)));
    } else {
      SettingLines.print(settings.entries(), origin, out);
    }
    return 0;
  }

  private Map<String, Object> tree(Settings settings) {
    Map<String, Object> tree = new LinkedHashMap<>();
    settings
        .entries()
        .forEach(entry -> tree.put(entry.key(), origin ? withOrigin(entry) : entry.value()));
    return tree;
  }

  private static Map<String, Object> withOrigin(Setting entry) {
    Origin at = entry.origin();
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("value", entry.value());
    fields.put("layer", at.layer().label());
    fields.put("source", at.source());
    if (at.line() > 0) {
      fields.put("line", at.line());
    }
    return fields;
  }
}
