package io.logflow.flow.watch;

import io.logflow.flow.watch.Claims.Claim;
import io.logflow.flow.watch.Trouble.Part;
import io.logflow.job.LogFlowException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The door of schedules: looks now and then what they want claimed. Used by one thread. */
public final class Schedules {
  private final List<Schedule> all;
  private final Recovery recovery;
  private final BooleanSupplier stopping;

  Schedules(List<Schedule> all, Recovery recovery, BooleanSupplier stopping) {
    this.all = all;
    this.recovery = recovery;
    this.stopping = stopping;
  }

  /** What is to be claimed now, of each schedule together. */
  public List<Claims> due() {
    List<Claims> groups = new ArrayList<>();
    for (Schedule schedule : all) {
      if (!stopping.getAsBoolean() && !schedule.inbox().trouble().waits()) {
        due(schedule).ifPresent(groups::add);
      }
    }
    return groups;
  }

  private Optional<Claims> due(Schedule schedule) {
    Inbox inbox = schedule.inbox();
    try {
      if (inbox.isClaiming()) {
        // The last one failed in the middle.
        recovery.settleClaims(inbox);
        inbox.claiming(false);
        schedule.claimFailed();
      }
      List<Claim> claims = schedule.look();
      inbox.claiming(!claims.isEmpty());
      return claims.isEmpty()
          ? Optional.empty()
          : Optional.of(new Claims(inbox, claims, List.of()));
    } catch (LogFlowException e) {
      inbox.trouble().report(Part.INTAKE, e);
      return Optional.empty();
    }
  }
}
