package io.logflow.flow.watch;

import io.logflow.settings.InboxSettings;
import io.logflow.store.StoredJob;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The inboxes of this process, by door. */
final class Inboxes {
  private final Map<String, Inbox> byDoor = new LinkedHashMap<>();

  Inboxes(List<Inbox> inboxes) {
    inboxes.forEach(inbox -> byDoor.put(inbox.door(), inbox));
  }

  List<Inbox> all() {
    return List.copyOf(byDoor.values());
  }

  /** Those whose folders are looked into. */
  List<Inbox> watched() {
    return byDoor.values().stream().filter(inbox -> inbox.settings().isWatched()).toList();
  }

  /** What is set of each, by door. */
  Map<String, InboxSettings> settings() {
    Map<String, InboxSettings> settings = new LinkedHashMap<>();
    byDoor.forEach((door, inbox) -> settings.put(door, inbox.settings()));
    return settings;
  }

  List<String> doors() {
    return List.copyOf(byDoor.keySet());
  }

  /** Those whose jobs may be begun now. */
  List<Inbox> ready() {
    return byDoor.values().stream().filter(inbox -> !inbox.trouble().waits()).toList();
  }

  /** Whether there is an inbox that makes an output of each input. */
  boolean someDoNotBundle() {
    return byDoor.values().stream().anyMatch(inbox -> inbox.settings().bundle().isEmpty());
  }

  /** Doors whose outputs replace earlier ones. */
  List<String> replacing() {
    return byDoor.values().stream().filter(Inbox::replaces).map(Inbox::door).toList();
  }

  Inbox of(String door) {
    return byDoor.get(door);
  }

  Inbox of(StoredJob row) {
    return byDoor.get(row.text("door").orElseThrow());
  }
}
