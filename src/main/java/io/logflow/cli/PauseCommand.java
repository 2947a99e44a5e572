package io.logflow.cli;

import io.logflow.job.ErrorKind;
import io.logflow.settings.InboxSettings;
import io.logflow.settings.ScheduleSettings;
import io.logflow.store.Queue;
import io.logflow.store.StateStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code logflow pause}: lets inboxes rest, also over restarts. */
@Command(
    name = "pause",
    mixinStandardHelpOptions = true,
    description = "Lets inboxes and schedules rest: nothing is taken in and no job begins.")
final class PauseCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "INBOX",
      arity = "0..1",
      description = "Name of the inbox or schedule, or its folder; all without it.")
  private String inbox;

  @Mixin private StateOptions state;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    List<InboxSettings> configured = state.loader().inboxes();
    String door = door(inbox, configured, state.loader().schedules());
    requireKnown(configured, door);
    try (StateStore store = state.open()) {
      boolean changed = new Queue(store).pause(door, System.currentTimeMillis());
      spec.commandLine().getOut().println(told(door) + (changed ? " rests." : " rests already."));
    }
    return 0;
  }

  /** The door of an inbox that somebody names; {@code *} where nobody names any. */
  static String door(
      String inbox, List<InboxSettings> configured, List<ScheduleSettings> schedules) {
    if (inbox == null) {
      return "*";
    }
    boolean known = configured.stream().anyMatch(one -> one.name().equals(inbox));
    if (!known && schedules.stream().anyMatch(one -> one.name().equals(inbox))) {
      return ScheduleSettings.DOOR + inbox;
    }
    return InboxSettings.DOOR
        + (known ? inbox : Path.of(inbox).toAbsolutePath().normalize().toString());
  }

  private void requireKnown(List<InboxSettings> configured, String door) {
    List<String> names = configured.stream().map(InboxSettings::name).toList();
    boolean known =
        inbox == null
            || names.contains(inbox)
            || door.startsWith(ScheduleSettings.DOOR)
            || Files.isDirectory(Path.of(inbox));
    if (!known) {
      throw ErrorKind.USAGE.error(
          "There is no inbox " + inbox + " in the settings, and no such folder.",
          names.isEmpty()
              ? "Give the folder that is watched."
              : "The settings have " + String.join(", ", names) + ".");
    }
  }

  /** The door in words. */
  static String told(String door) {
    return door.equals("*") ? "Every inbox" : "The " + door.replaceFirst(":", " ");
  }
}
