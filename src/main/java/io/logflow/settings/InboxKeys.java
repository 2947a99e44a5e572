package io.logflow.settings;

import static io.logflow.settings.Types.bool;
import static io.logflow.settings.Types.duration;
import static io.logflow.settings.Types.orWords;
import static io.logflow.settings.Types.ordered;
import static io.logflow.settings.Types.text;
import static io.logflow.settings.Types.words;

import java.nio.file.FileSystems;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The table of what an inbox may hold: with defaults and descriptions, for it is no section. */
final class InboxKeys {
  static final String SECTION = "inboxes";
  static final String CLAIM = "claim";
  static final String LEAVE = "leave";
  static final String BUNDLE = "bundle";
  static final String ON_PUBLISHED = "on_published";
  static final String ON_FAILED = "on_failed";

  /** What {@code after} takes beside the words. */
  static final Pattern KEEP = Pattern.compile("keep +([0-9]{1,9} ?(?:ms|s|m|h|d))");

  /**
   * One of them.
   *
   * @param written its default as a file would have it; empty where it must be given
   */
  record Entry(Key key, Optional<String> written, String description) {}

  static final Map<String, Entry> ALL = table();

  private InboxKeys() {}

  private static Map<String, Entry> table() {
    List<Entry> entries =
        List.of(
            required("path", ConversionTypes.path(), "Folder that is watched."),
            required("output", ConversionTypes.path(), "Folder of the Parquet files."),
            entry("profile", ConversionTypes.profileName(), "none", "Profile of its files."),
            entry("pattern", pattern(), "\"*\"", "Which files are taken, such as *.{csv,csv.gz}."),
            entry("recursive", bool(), "false", "Whether folders below it are watched, too."),
            entry(
                "settle",
                duration(),
                "2s",
                "How long a file must stay as it is before it is taken; 30s for network folders."),
            entry(
                "marker",
                marker(),
                "none",
                "Ending of the empty file beside each input that says it is whole: with .done,"
                    + " x.csv is taken when x.csv.done is there."),
            entry("poll", duration(), "500ms", "Pause between two looks at the folder."),
            entry(
                "done", folder(), "auto", "Folder of inputs that are done; auto is done/ in path."),
            entry(
                "failed",
                folder(),
                "auto",
                "Folder of inputs that failed; auto is failed/ in path."),
            entry(
                "work",
                folder(),
                "auto",
                "Folder of inputs in work, on the disk of path; auto is .logflow/work/ in path, with"
                    + " claim: ledger ~/.logflow/work/NAME."),
            entry(
                CLAIM,
                words("rename", "ledger"),
                "rename",
                "How inputs are taken: moved into work, or read where they are and remembered in"
                    + " the database, for folders that may not be touched."),
            entry(
                "after",
                after(),
                "keep",
                "What becomes of inputs that are done; keep 30d removes them from done/ after that"
                    + " time. With claim: ledger all are left."),
            entry(
                "on_duplicate",
                words("skip", "convert"),
                "skip",
                "What happens to an input of the same content as an earlier one."),
            entry(
                "on_existing",
                words("version", "replace", "fail"),
                "version",
                "What happens when the output exists."),
            entry(
                "output_name",
                ConversionTypes.outputName(),
                "\"{name}\"",
                "Name of the outputs without .parquet."),
            entry(
                BUNDLE,
                BundleRules.type(),
                "none",
                "Makes one output of many small inputs of the same columns: max_wait is how long"
                    + " the first waits for others (10s), max_bytes how large they may be together"
                    + " (64MB)."),
            entry(ON_PUBLISHED, hook(), "none", "What is called when an output is published."),
            entry(ON_FAILED, hook(), "none", "What is called when an input has failed."));
    Map<String, Entry> table = new LinkedHashMap<>();
    entries.forEach(entry -> table.put(entry.key().leaf(), entry));
    return table;
  }

  private static Entry required(String name, ValueType type, String description) {
    return new Entry(key(name, type), Optional.empty(), description);
  }

  private static Entry entry(String name, ValueType type, String written, String description) {
    return new Entry(key(name, type), Optional.of(written), description);
  }

  private static Key key(String name, ValueType type) {
    return new Key(SECTION + ".NAME." + name, Optional.empty(), type);
  }

  private static ValueType folder() {
    return orWords(ConversionTypes.path(), "auto");
  }

  private static ValueType pattern() {
    return text(
        "a pattern of file names without folders, such as *.csv",
        ordered("type", "string", "pattern", "^[^/]+$"),
        InboxKeys::isPattern);
  }

  private static boolean isPattern(String text) {
    try {
      FileSystems.getDefault().getPathMatcher("glob:" + text);
      return !text.isBlank() && !text.contains("/");
    } catch (IllegalArgumentException broken) {
      return false;
    }
  }

  /** Its text or its list is looked at as a whole by {@link HookSettings#fault}. */
  private static ValueType hook() {
    return new ValueType(
        ValueType.Shape.EITHER,
        "none | a command as a list of arguments | an http or https address | direct:NAME",
        ordered(
            "anyOf",
            List.of(
                ordered("type", "string", "pattern", "^(none|direct:.+|https?://.+)$"),
                ordered("type", "array", "minItems", 1, "items", Types.anyScalar()))),
        (text, folders) -> Optional.of(text));
  }

  private static ValueType marker() {
    Pattern ending = Pattern.compile("\\.[A-Za-z0-9._-]{0,29}[A-Za-z0-9]");
    return orWords(
        text(
            "an ending such as .done",
            ordered("type", "string", "pattern", "^" + ending + "$"),
            text -> ending.matcher(text).matches()),
        "none");
  }

  private static ValueType after() {
    return orWords(
        text(
            "keep with a duration, such as keep 30d",
            ordered("type", "string", "pattern", "^keep +[0-9]{1,9} ?(ms|s|m|h|d)$"),
            text -> KEEP.matcher(text.strip()).matches()),
        "keep",
        "delete",
        LEAVE);
  }
}
