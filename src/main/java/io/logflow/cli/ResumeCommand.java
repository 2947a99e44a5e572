package io.logflow.cli;

import io.logflow.settings.SettingsLoader;
import io.logflow.store.Queue;
import io.logflow.store.StateStore;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code logflow resume}: the counterpart of {@code pause}. */
@Command(
    name = "resume",
    mixinStandardHelpOptions = true,
    description = "Lets inboxes and schedules go on that pause has let rest.",
    footer = {"", "Without INBOX it undoes a pause without INBOX only."})
final class ResumeCommand implements Callable<Integer> {
  @Parameters(paramLabel = "INBOX", arity = "0..1", description = "As it was given to pause.")
  private String inbox;

  @Mixin private StateOptions state;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    SettingsLoader loader = state.loader();
    String door = PauseCommand.door(inbox, loader.inboxes(), loader.schedules());
    try (StateStore store = state.open()) {
      boolean changed = new Queue(store).resume(door);
      spec.commandLine()
          .getOut()
          .println(PauseCommand.told(door) + (changed ? " goes on." : " was not paused."));
    }
    return 0;
  }
}
