package io.logflow.settings;

import io.logflow.settings.InboxSettings.After;
import io.logflow.settings.InboxSettings.Claim;
import io.logflow.settings.InboxSettings.OnDuplicate;
import io.logflow.settings.ScheduleSettings.Expect;
import io.logflow.settings.ScheduleSettings.Incremental;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads what files say of schedules; those of one name in several files merge. */
final class ScheduleReader {
  /** How long an input that changed while it was read must stay as it is. */
  private static final Duration SETTLE = Duration.ofSeconds(2);

  private static final String ON_EXISTING = "on_existing";

  private final Problems problems;
  private final Path home;
  private final Map<String, Map<String, Setting>> written = new LinkedHashMap<>();
  private final Map<String, Map<String, Setting>> conversions = new LinkedHashMap<>();
  private final Map<String, Origin> places = new LinkedHashMap<>();

  ScheduleReader(Problems problems, Path home) {
    this.problems = problems;
    this.home = home;
  }

  /** Takes in schedules by name, over those that are there. */
  void add(Map<String, Written.Field> schedules, Path base) {
    schedules.forEach((name, field) -> add(name, field, base));
  }

  private void add(String name, Written.Field field, Path base) {
    if (!Profiles.NAME.matcher(name).matches()) {
      problems.add(
          field.nameAt(),
          "'" + name + "' is no name for a schedule.",
          "Use letters, digits, _ - and dots.");
    } else if (field.value() instanceof Written.Section section) {
      places.put(name, field.nameAt());
      written.computeIfAbsent(name, any -> new LinkedHashMap<>());
      section.fields().forEach((part, value) -> one(name, part, value, base));
    } else {
      problems.add(
          field.nameAt(),
          "the schedule " + name + " is no map.",
          "Write inputs and output below it.");
    }
  }

  private void one(String name, String part, Written.Field field, Path base) {
    ValueType.Folders folders = new ValueType.Folders(home, base);
    String full = ScheduleKeys.SECTION + "." + name + "." + part;
    if (ScheduleKeys.SECTIONS.contains(part)) {
      Written.Section section = new Written.Section(Map.of(part, field), field.nameAt());
      conversions
          .computeIfAbsent(name, any -> new LinkedHashMap<>())
          .putAll(new LayerReader(Rules.PROFILE, problems, folders).read(section));
    } else if (ScheduleKeys.ALL.containsKey(part)) {
      ValueType type = ScheduleKeys.ALL.get(part).key().type();
      new ValueReader(problems, folders)
          .read(new Key(full, Optional.empty(), type), field.value())
          .ifPresent(it -> written.get(name).put(part, new Setting(full, it, field.nameAt())));
    } else {
      List<String> known = new ArrayList<>(ScheduleKeys.ALL.keySet());
      known.addAll(ScheduleKeys.SECTIONS);
      problems.add(
          field.nameAt(),
          full + " is no setting.",
          (Nearest.question(part, known) + " A schedule takes " + String.join(", ", known) + ".")
              .strip());
    }
  }

  /** All of them, in the order in which they were first named. */
  List<ScheduleSettings> all() {
    List<ScheduleSettings> all = new ArrayList<>();
    written.forEach((name, settings) -> complete(name, settings).ifPresent(all::add));
    return all;
  }

  private Optional<ScheduleSettings> complete(String name, Map<String, Setting> settings) {
    boolean whole = true;
    for (String part : List.of(ScheduleKeys.INPUTS, "output")) {
      if (!settings.containsKey(part)) {
        problems.add(
            places.get(name),
            "the schedule " + name + " has no " + part + ".",
            "Write " + part + ": below it.");
        whole = false;
      }
    }
    whole &= checkHook(settings.get(InboxKeys.ON_PUBLISHED));
    whole &= checkHook(settings.get(InboxKeys.ON_FAILED));
    whole &= checkParts(settings);
    if (!whole || !checkInputs(settings.get(ScheduleKeys.INPUTS))) {
      return Optional.empty();
    }
    return Optional.of(schedule(name, settings));
  }

  private boolean checkHook(Setting hook) {
    Optional<String> fault =
        Optional.ofNullable(hook)
            .filter(any -> !any.value().equals("none"))
            .flatMap(any -> HookSettings.fault(any.value()));
    fault.ifPresent(
        what ->
            problems.add(
                hook.origin(),
                hook.key() + " " + what + ".",
                "It takes " + InboxKeys.ALL.get(InboxKeys.ON_FAILED).key().type().allowed() + "."));
    return fault.isEmpty();
  }

  /** Parts of one file are outputs of one plain name: none may take the place of another. */
  private boolean checkParts(Map<String, Setting> settings) {
    Setting existing = settings.get(ON_EXISTING);
    boolean apart =
        existing == null
            || existing.value().equals("version")
            || incremental(settings) == Incremental.NO;
    if (!apart) {
      problems.add(
          existing.origin(),
          existing.key()
              + " is "
              + existing.value()
              + ", but with incremental each part of a file needs an output of its own.",
          "Leave out on_existing, or incremental.");
    }
    return apart;
  }

  private boolean checkInputs(Setting inputs) {
    List<String> texts = texts(inputs.value());
    Optional<String> fault =
        texts.isEmpty()
            ? Optional.of("names no file")
            : texts.stream()
                .flatMap(
                    text ->
                        InputPattern.fault(text)
                            .map(what -> "is '" + text + "', which " + what)
                            .stream())
                .findFirst();
    fault.ifPresent(
        what ->
            problems.add(
                inputs.origin(),
                inputs.key() + " " + what + ".",
                "Write a path such as /data/orders-{yyyy-MM-dd}.csv or /data/{yyyy}/{MM}/*.csv;"
                    + " {yyyy-MM-dd:-1d} is the day before."));
    return fault.isEmpty();
  }

  private static List<String> texts(Object value) {
    return value instanceof List<?> list
        ? list.stream().map(String.class::cast).toList()
        : List.of((String) value);
  }

  private ScheduleSettings schedule(String name, Map<String, Setting> settings) {
    Map<String, Object> conversion = new LinkedHashMap<>();
    conversions
        .getOrDefault(name, Map.of())
        .forEach((key, setting) -> conversion.put(key, setting.plain()));
    List<InputPattern> inputs =
        texts(value(settings, ScheduleKeys.INPUTS)).stream().map(InputPattern::new).toList();
    return new ScheduleSettings(
        name,
        Cron.parse(text(settings, "cron")),
        ZoneId.of(text(settings, "zone")),
        inputs,
        expect(value(settings, "expect")),
        incremental(settings),
        conversion,
        jobs(name, settings, inputs));
  }

  private static Incremental incremental(Map<String, Setting> settings) {
    return switch (text(settings, ScheduleKeys.INCREMENTAL)) {
      case "true" -> Incremental.FINGERPRINT;
      case "full" -> Incremental.FULL;
      default -> Incremental.NO;
    };
  }

  private static Expect expect(Object value) {
    if (value instanceof Long least) {
      return new Expect(Expect.Rule.COUNT, least);
    }
    return switch ((String) value) {
      case "none" -> new Expect(Expect.Rule.NONE, 0);
      case "each" -> new Expect(Expect.Rule.EACH, 0);
      default -> new Expect(Expect.Rule.NAMED, 0);
    };
  }

  private InboxSettings jobs(
      String name, Map<String, Setting> settings, List<InputPattern> inputs) {
    Path ours = LedgerClaims.folder(home, ScheduleSettings.DOOR + name);
    return new InboxSettings(
        ScheduleSettings.DOOR + name,
        commonFolder(inputs),
        Path.of(text(settings, "output")),
        Optional.of(text(settings, "profile")).filter(profile -> !profile.equals("none")),
        "*",
        true,
        SETTLE,
        Optional.empty(),
        Duration.ofSeconds(1),
        ours.resolve("done"),
        ours.resolve("failed"),
        ours,
        Claim.LEDGER,
        new After(true, Optional.empty()),
        // Two parts of a log may well be equal.
        incremental(settings) == Incremental.NO
            ? OnDuplicate.valueOf(text(settings, "on_duplicate").toUpperCase(Locale.ROOT))
            : OnDuplicate.CONVERT,
        text(settings, ON_EXISTING),
        text(settings, "output_name"),
        Optional.empty(),
        hook(settings, InboxKeys.ON_PUBLISHED),
        hook(settings, InboxKeys.ON_FAILED));
  }

  /** The lowest folder that all inputs are below; what is below it is mirrored in the output. */
  private static Path commonFolder(List<InputPattern> inputs) {
    Path common = inputs.get(0).folder();
    for (InputPattern input : inputs) {
      while (!input.folder().startsWith(common)) {
        common = common.getParent();
      }
    }
    return common;
  }

  private static Optional<HookSettings> hook(Map<String, Setting> settings, String part) {
    return Optional.of(value(settings, part))
        .filter(written -> !written.equals("none"))
        .map(HookSettings::of);
  }

  private static String text(Map<String, Setting> settings, String part) {
    return (String) value(settings, part);
  }

  private static Object value(Map<String, Setting> settings, String part) {
    if (settings.containsKey(part)) {
      return settings.get(part).value();
    }
    InboxKeys.Entry entry = ScheduleKeys.ALL.get(part);
    ValueType.Folders nowhere = new ValueType.Folders(Path.of("/"), Path.of("/"));
    String standard = entry.written().orElseThrow().replace("\"", "");
    return entry.key().type().reader().read(standard, nowhere).orElseThrow();
  }
}
