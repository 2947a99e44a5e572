package io.logflow.settings;

import java.nio.file.Path;
import java.util.List;

/** Reads what files say of doors through which inputs come by themselves. */
final class DoorReader {
  private final InboxReader inboxes;
  private final ScheduleReader schedules;

  DoorReader(Problems problems, Path home) {
    this.inboxes = new InboxReader(problems, home);
    this.schedules = new ScheduleReader(problems, home);
  }

  /** Takes in the doors of a file, over those that are there. */
  void add(ConfigFile file, Path base) {
    inboxes.add(file.inboxes(), base);
    schedules.add(file.schedules(), base);
  }

  /** All of them; to be called once, because it also looks for what is wrong. */
  Doors all() {
    return new Doors(inboxes.all(), schedules.all());
  }

  /** What was read, each in the order in which it was first named. */
  record Doors(List<InboxSettings> inboxes, List<ScheduleSettings> schedules) {}
}
