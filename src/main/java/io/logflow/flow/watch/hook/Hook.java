package io.logflow.flow.watch.hook;

import io.logflow.settings.HookSettings;

/**
 * One hook of one inbox.
 *
 * @param door the inbox as the history calls it
 * @param event {@code published} or {@code failed}
 * @param settings what is called
 */
public record Hook(String door, String event, HookSettings settings) {
  @Override
  public String toString() {
    return "The hook on_" + event + " of " + door + " (" + settings.shown() + ")";
  }
}
