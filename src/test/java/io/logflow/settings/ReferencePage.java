package io.logflow.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Writes the page that documents every setting. */
final class ReferencePage {
  private static final Map<String, String> ABOUT =
      Map.ofEntries(
          Map.entry("use", "Which profile is applied."),
          Map.entry("engine", "What converts, and what it may use."),
          Map.entry("conversion", "How files are read and how Parquet is written."),
          Map.entry("schema", "How the files of one output folder keep to one schema."),
          Map.entry(
              "plugins",
              "Reports and tables beside the data. These take effect once the plugins are installed."),
          Map.entry("watch", "When `logflow watch` takes in no more for a while."),
          Map.entry("server", "The HTTP server, which `logflow serve` starts."),
          Map.entry("storage", "Where LogFlow keeps its state."),
          Map.entry("logging", "What is logged."),
          Map.entry(
              "telemetry", "Measurements for others. Nothing is sent unless you switch it on."));

  private final DefaultsFile defaults = new DefaultsFile();
  private final StringBuilder page = new StringBuilder();

  static String text() throws IOException {
    ReferencePage page = new ReferencePage();
    page.page.append(head());
    String section = "";
    for (Key key : Keys.ALL) {
      if (!key.section().equals(section)) {
        section = key.section();
        page.section(section);
      }
      page.row(key);
    }
    page.doors();
    page.page.append("\n<!-- Generated from config/defaults.yaml; see CONTRIBUTING.md. -->\n");
    return page.page.toString();
  }

  private void doors() {
    doors(
        InboxKeys.SECTION,
        "Folders that `logflow watch` watches: below `inboxes:` a name, below the name:",
        InboxKeys.ALL);
    doors(
        ScheduleKeys.SECTION,
        "Batches that `logflow watch` runs at set times, and `logflow batch run NAME` at once: below"
            + " `schedules:` a name, below the name, also `conversion:` and `schema:` as above:",
        ScheduleKeys.ALL);
  }

  private void doors(String section, String about, Map<String, InboxKeys.Entry> entries) {
    page.append("\n## ").append(section).append("\n\n").append(about).append("\n\n");
    page.append("| setting | default | what it does, and what it takes |\n|---|---|---|\n");
    entries.forEach(
        (name, entry) ->
            page.append("| `%s` | ".formatted(name))
                .append(entry.written().map("`%s`"::formatted).orElse("required"))
                .append(" | ")
                .append(cell(entry.description()))
                .append("<br>Takes ")
                .append(cell(entry.key().type().allowed()))
                .append(". |\n"));
  }

  private static String head() throws IOException {
    try (InputStream input =
        ReferencePage.class.getResourceAsStream("/settings/reference-head.md")) {
      return new String(input.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private void section(String name) {
    page.append("\n## ").append(name).append("\n\n").append(ABOUT.get(name)).append("\n\n");
    page.append("| setting | short name | default | what it does, and what it takes |\n");
    page.append("|---|---|---|---|\n");
  }

  private void row(Key key) {
    DefaultsFile.Entry entry = defaults.of(key);
    page.append("| `").append(key.name()).append("` | ");
    key.shortName().ifPresent(name -> page.append('`').append(name).append("` "));
    page.append("| `").append(entry.written()).append("` | ").append(cell(entry.comment()));
    page.append("<br>Takes ").append(cell(key.type().allowed())).append(". |\n");
  }

  private static String cell(String text) {
    return text.replace("|", "\\|").replace("*", "\\*");
  }
}
