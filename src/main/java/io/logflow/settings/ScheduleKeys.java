package io.logflow.settings;

import static io.logflow.settings.Types.integer;
import static io.logflow.settings.Types.orWords;
import static io.logflow.settings.Types.ordered;
import static io.logflow.settings.Types.text;
import static io.logflow.settings.Types.words;

import io.logflow.settings.InboxKeys.Entry;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The table of what a schedule may hold. What it shares with inboxes is as there. */
final class ScheduleKeys {
  static final String SECTION = "schedules";
  static final String INPUTS = "inputs";
  static final String INCREMENTAL = "incremental";
  private static final Map<String, Object> STRING = Map.of("type", "string");

  static final Map<String, Entry> ALL = table();

  /** Sections of settings that a schedule may hold, too. */
  static final List<String> SECTIONS = List.of("conversion", "schema");

  private ScheduleKeys() {}

  private static Map<String, Entry> table() {
    Map<String, Entry> table = new LinkedHashMap<>();
    put(
        table,
        INPUTS,
        inputs(),
        "",
        "Files that it reads: a path or a list of paths, with * ? [ab] {a,b} and **, and with the"
            + " date of the run as {yyyy-MM-dd}, or of another day as {yyyyMMdd:-1d} (y M w d h).");
    put(table, "output", ConversionTypes.path(), "", "Folder of the Parquet files.");
    put(
        table,
        "cron",
        cron(),
        "none",
        "When it runs: minute, hour, day of month, month and day of week as in crontab(5), or"
            + " @hourly, @daily, @weekly, @monthly; none runs it only when somebody asks.");
    put(table, "zone", zone(), "UTC", "Zone of cron and of the dates in inputs.");
    put(
        table,
        "expect",
        orWords(integer(1, 1_000_000), "auto", "none", "each"),
        "auto",
        "Which files must be there: auto is every input without a wildcard, each is one file of"
            + " every input, a number is so many in all.");
    put(
        table,
        INCREMENTAL,
        words("false", "true", "full"),
        "false",
        "Whether of files that something appends to only the rows since the last run are read; full"
            + " also compares every byte before them, and not only a fingerprint.");
    put(
        table,
        "after",
        words("leave"),
        "leave",
        "What becomes of inputs that are done: they stay as they are.");
    table.put("profile", ofInbox("profile"));
    table.put("on_duplicate", ofInbox("on_duplicate"));
    table.put("on_existing", ofInbox("on_existing"));
    table.put("output_name", ofInbox("output_name"));
    table.put(InboxKeys.ON_PUBLISHED, ofInbox(InboxKeys.ON_PUBLISHED));
    put(
        table,
        InboxKeys.ON_FAILED,
        InboxKeys.ALL.get(InboxKeys.ON_FAILED).key().type(),
        "none",
        "What is called when an input has failed, or is expected and not there.");
    return table;
  }

  private static void put(
      Map<String, Entry> table, String name, ValueType type, String written, String description) {
    Optional<String> standard = Optional.of(written).filter(it -> !it.isEmpty());
    Key key = new Key(SECTION + ".NAME." + name, Optional.empty(), type);
    table.put(name, new Entry(key, standard, description));
  }

  private static Entry ofInbox(String name) {
    Entry entry = InboxKeys.ALL.get(name);
    Key key = new Key(SECTION + ".NAME." + name, Optional.empty(), entry.key().type());
    return new Entry(key, entry.written(), entry.description());
  }

  private static ValueType inputs() {
    return new ValueType(
        ValueType.Shape.EITHER,
        "a path or a list of paths, with wildcards and dates",
        ordered("anyOf", List.of(STRING, ordered("type", "array", "minItems", 1, "items", STRING))),
        (text, folders) -> Optional.of(absolute(text.strip(), folders)));
  }

  /** Wildcards need not be possible in the paths of this system. */
  private static String absolute(String text, ValueType.Folders folders) {
    if (text.equals("~") || text.startsWith("~/")) {
      return folders.home() + text.substring(1);
    }
    return text.startsWith("/") ? text : folders.base() + "/" + text.replaceFirst("^(\\./)+", "");
  }

  private static ValueType cron() {
    return orWords(
        text(
            "five fields such as 30 6 * * mon-fri, of a day that comes (30 February never does), or"
                + " @hourly, @daily, @weekly, @monthly, @yearly",
            STRING,
            text -> Cron.parse(text).isPresent()),
        "none");
  }

  private static ValueType zone() {
    return text("a zone, for example Europe/Berlin, UTC or +02:00", STRING, ScheduleKeys::isZone);
  }

  private static boolean isZone(String text) {
    try {
      return ZoneId.of(text) != null;
    } catch (DateTimeException unknown) {
      return false;
    }
  }
}
