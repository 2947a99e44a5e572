package io.logflow.settings;

import io.logflow.job.Sha256;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is special about inboxes that leave their files where they are, {@code claim: ledger}. */
final class LedgerClaims {
  private static final int HASH_LETTERS = 8;

  private LedgerClaims() {}

  static boolean isMeant(Object claim) {
    return claim.equals("ledger");
  }

  /** Where LogFlow keeps what it needs for an inbox: outside of it. */
  static Path folder(Path home, String name) {
    return home.resolve(".logflow").resolve("work").resolve(folderName(name));
  }

  /** Inboxes of the command line are named by their paths. */
  private static String folderName(String name) {
    if (Profiles.NAME.matcher(name).matches()) {
      return name;
    }
    String plain = name.replaceAll("[^A-Za-z0-9]+", "-");
    String end = plain.substring(Math.max(0, plain.length() - 100));
    return end.replaceFirst("^-", "") + "-" + Sha256.of(name).substring(0, HASH_LETTERS);
  }

  /**
   * A setting that does not go with how inputs are taken.
   *
   * @param part its name
   * @param message what is wrong, after the setting's full name
   * @param remedy what to do
   */
  record Clash(String part, String message, String remedy) {}

  /** The first of what was written that does not fit. */
  static Optional<Clash> clash(Map<String, Setting> settings) {
    Setting claim = settings.get(InboxKeys.CLAIM);
    Setting after = settings.get("after");
    boolean leave = after != null && after.value().equals(InboxKeys.LEAVE);
    if (claim == null || !isMeant(claim.value())) {
      return leave
          ? Optional.of(
              new Clash(
                  "after",
                  "is leave, but inputs are moved when they are taken.",
                  "Add claim: ledger, which reads them where they are, or choose keep or delete."))
          : Optional.empty();
    }
    if (after != null && !leave) {
      return Optional.of(
          new Clash(
              "after",
              "is " + after.value() + ", but with claim: ledger no input is moved or removed.",
              "Remove it, or write after: leave."));
    }
    return settings.containsKey("done")
        ? Optional.of(
            new Clash(
                "done",
                "names a folder, but with claim: ledger inputs stay where they are.",
                "Remove it."))
        : inside(settings);
  }

  private static Optional<Clash> inside(Map<String, Setting> settings) {
    Path path = Path.of((String) settings.get("path").value());
    return List.of("output", "work", "failed").stream()
        .filter(settings::containsKey)
        .filter(part -> !settings.get(part).value().equals("auto"))
        .filter(part -> Path.of((String) settings.get(part).value()).startsWith(path))
        .map(
            part ->
                new Clash(
                    part,
                    "lies in the inbox, where with claim: ledger nothing is written.",
                    "Choose a folder outside of " + path + "."))
        .findFirst();
  }
}
