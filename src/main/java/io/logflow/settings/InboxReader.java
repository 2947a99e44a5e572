package io.logflow.settings;

import io.logflow.settings.InboxSettings.After;
import io.logflow.settings.InboxSettings.Claim;
import io.logflow.settings.InboxSettings.OnDuplicate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;

/** Reads what files and flags say of inboxes; the files' inboxes of one name merge. */
final class InboxReader {
  private final Problems problems;
  private final Path home;
  private final Map<String, Map<String, Setting>> written = new LinkedHashMap<>();
  private final Map<String, Origin> places = new LinkedHashMap<>();

  InboxReader(Problems problems, Path home) {
    this.problems = problems;
    this.home = home;
  }

  /** An inbox of these settings, which has its folder as its name. */
  static InboxSettings described(
      Path folder, Map<String, Object> values, Origin origin, ValueType.Folders folders) {
    Problems problems = new Problems();
    Path path = folder.toAbsolutePath().normalize();
    Map<String, Object> all = new LinkedHashMap<>(values);
    all.put("path", path.toString());
    InboxReader reader = new InboxReader(problems, folders.home());
    reader.addFields(path.toString(), JavaValues.section(all, origin), origin, folders.base());
    List<InboxSettings> inboxes = reader.all();
    problems.throwIfAny();
    return inboxes.get(0);
  }

  /** Takes in inboxes by name, over those that are there. */
  void add(Map<String, Written.Field> inboxes, Path base) {
    inboxes.forEach((name, field) -> add(name, field, base));
  }

  private void add(String name, Written.Field field, Path base) {
    if (!Profiles.NAME.matcher(name).matches()) {
      problems.add(
          field.nameAt(),
          "'" + name + "' is no name for an inbox.",
          "Use letters, digits, _ - and dots.");
    } else if (field.value() instanceof Written.Section section) {
      addFields(name, section, field.nameAt(), base);
    } else {
      problems.add(
          field.nameAt(), "the inbox " + name + " is no map.", "Write path and output below it.");
    }
  }

  /** As {@link #add}, whatever the name. */
  void addFields(String name, Written.Section section, Origin at, Path base) {
    places.put(name, at);
    ValueReader values = new ValueReader(problems, new ValueType.Folders(home, base));
    Map<String, Setting> settings = written.computeIfAbsent(name, any -> new LinkedHashMap<>());
    section.fields().forEach((part, field) -> one(name, part, field, values, settings));
  }

  private void one(
      String inbox,
      String part,
      Written.Field field,
      ValueReader values,
      Map<String, Setting> settings) {
    String full = InboxKeys.SECTION + "." + inbox + "." + part;
    if (!InboxKeys.ALL.containsKey(part)) {
      problems.add(
          field.nameAt(),
          full + " is no setting.",
          (Nearest.question(part, InboxKeys.ALL.keySet())
                  + " An inbox takes "
                  + String.join(", ", InboxKeys.ALL.keySet())
                  + ".")
              .strip());
      return;
    }
    if (BundleRules.isNone(part, field.value())) {
      settings.remove(part);
      return;
    }
    Key key = new Key(full, Optional.empty(), InboxKeys.ALL.get(part).key().type());
    values
        .read(key, field.value())
        .ifPresent(value -> settings.put(part, new Setting(full, value, field.nameAt())));
  }

  /** All of them, in the order in which they were first named. */
  List<InboxSettings> all() {
    List<InboxSettings> all = new ArrayList<>();
    written.forEach((name, settings) -> complete(name, settings).ifPresent(all::add));
    new InboxFolders(all, places, problems).check();
    return all;
  }

  private Optional<InboxSettings> complete(String name, Map<String, Setting> settings) {
    boolean whole = true;
    for (String part : List.of("path", "output")) {
      if (!settings.containsKey(part)) {
        problems.add(
            places.get(name),
            "the inbox " + name + " has no " + part + ".",
            "Write " + part + ": FOLDER below it.");
        whole = false;
      }
    }
    boolean callable = checkHook(InboxKeys.ON_PUBLISHED, settings);
    callable &= checkHook(InboxKeys.ON_FAILED, settings);
    callable &= checkBundle(settings);
    return whole && callable && checkClaim(name, settings)
        ? Optional.of(inbox(name, settings))
        : Optional.empty();
  }

  /** Whether all that is written goes with how inputs are taken. */
  private boolean checkClaim(String name, Map<String, Setting> settings) {
    Optional<LedgerClaims.Clash> clash = LedgerClaims.clash(settings);
    clash.ifPresent(
        it ->
            problems.add(
                settings.get(it.part()).origin(),
                InboxKeys.SECTION + "." + name + "." + it.part() + " " + it.message(),
                it.remedy()));
    return clash.isEmpty();
  }

  private boolean checkBundle(Map<String, Setting> settings) {
    Optional<BundleRules.Fault> fault = BundleRules.fault(settings);
    fault.ifPresent(
        it -> problems.add(it.at().origin(), it.at().key() + " " + it.message(), it.remedy()));
    return fault.isEmpty();
  }

  private InboxSettings inbox(String name, Map<String, Setting> settings) {
    Path path = Path.of(text(settings, "path"));
    boolean leaves = LedgerClaims.isMeant(value(settings, InboxKeys.CLAIM));
    Path ours = LedgerClaims.folder(home, name);
    Path base = leaves ? ours : path;
    return new InboxSettings(
        name,
        path,
        Path.of(text(settings, "output")),
        Optional.of(text(settings, "profile")).filter(profile -> !profile.equals("none")),
        text(settings, "pattern"),
        (Boolean) value(settings, "recursive"),
        Durations.parse(text(settings, "settle")).orElseThrow(),
        Optional.of(text(settings, "marker")).filter(marker -> !marker.equals("none")),
        Durations.parse(text(settings, "poll")).orElseThrow(),
        folder(settings, "done", base.resolve("done")),
        folder(settings, "failed", base.resolve("failed")),
        folder(settings, "work", leaves ? ours : path.resolve(".logflow").resolve("work")),
        Claim.valueOf(text(settings, InboxKeys.CLAIM).toUpperCase(Locale.ROOT)),
        after(text(settings, "after")),
        OnDuplicate.valueOf(text(settings, "on_duplicate").toUpperCase(Locale.ROOT)),
        text(settings, "on_existing"),
        text(settings, "output_name"),
        BundleRules.of(settings),
        hook(settings, InboxKeys.ON_PUBLISHED),
        hook(settings, InboxKeys.ON_FAILED));
  }

  private static Optional<HookSettings> hook(Map<String, Setting> settings, String part) {
    return Optional.of(value(settings, part))
        .filter(written -> !written.equals("none"))
        .map(HookSettings::of);
  }

  /** Whether what is called can be called. */
  private boolean checkHook(String part, Map<String, Setting> settings) {
    Setting hook = settings.get(part);
    if (hook == null || hook.value().equals("none")) {
      return true;
    }
    Optional<String> fault = HookSettings.fault(hook.value());
    fault.ifPresent(
        what ->
            problems.add(
                hook.origin(),
                hook.key() + " " + what + ".",
                "It takes " + InboxKeys.ALL.get(part).key().type().allowed() + "."));
    return fault.isEmpty();
  }

  private static After after(String text) {
    Matcher keep = InboxKeys.KEEP.matcher(text.strip());
    return keep.matches()
        ? new After(true, Durations.parse(keep.group(1)))
        : new After(!text.equals("delete"), Optional.empty());
  }

  private static Path folder(Map<String, Setting> settings, String part, Path automatic) {
    String text = text(settings, part);
    return text.equals("auto") ? automatic : Path.of(text);
  }

  private static String text(Map<String, Setting> settings, String part) {
    return (String) value(settings, part);
  }

  private static Object value(Map<String, Setting> settings, String part) {
    if (settings.containsKey(part)) {
      return settings.get(part).value();
    }
    InboxKeys.Entry entry = InboxKeys.ALL.get(part);
    String text = entry.written().orElseThrow().replace("\"", "");
    ValueType.Folders nowhere = new ValueType.Folders(Path.of("/"), Path.of("/"));
    return entry.key().type().reader().read(text, nowhere).orElseThrow();
  }
}
