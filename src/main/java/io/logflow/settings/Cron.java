package io.logflow.settings;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * When a schedule is due: the five fields of crontab(5), minute, hour, day of month, month, day of
 * week, or one of its names such as {@code @daily}.
 *
 * <p>A time that the clock leaves out when it is put forward is due at the instant of the change, a
 * time that comes twice when it is put back is due the first time. Where every hour is meant, the
 * minutes count as they pass: none is left out, and those of a repeated hour come again.
 */
public final class Cron {
  private static final Map<String, String> NAMES =
      Map.of(
          "@yearly", "0 0 1 1 *",
          "@annually", "0 0 1 1 *",
          "@monthly", "0 0 1 * *",
          "@weekly", "0 0 * * 0",
          "@daily", "0 0 * * *",
          "@midnight", "0 0 * * *",
          "@hourly", "0 * * * *");

  private static final List<String> MONTHS =
      List.of(
          "", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

  private static final List<String> DAYS =
      List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat", "sun");

  private static final int HOURS = 24;
  private static final int SUNDAY = 7;

  /** 29 February comes after eight years at the latest. */
  private static final int YEARS = 9;

  private final String text;
  private final BitSet minutes;
  private final BitSet hours;
  private final BitSet daysOfMonth;
  private final BitSet months;
  private final BitSet daysOfWeek;
  private final boolean eitherDay;

  private Cron(String text, String[] fields) {
    this.text = text;
    this.minutes = CronField.read(fields[0], 0, 59, List.of());
    this.hours = CronField.read(fields[1], 0, HOURS - 1, List.of());
    this.daysOfMonth = CronField.read(fields[2], 1, 31, List.of());
    this.months = CronField.read(fields[3], 1, 12, MONTHS);
    this.daysOfWeek = CronField.read(fields[4], 0, SUNDAY, DAYS);
    if (daysOfWeek.get(0)) {
      daysOfWeek.set(SUNDAY);
    }
    // Where both are given, crontab(5) takes a day that either of them names.
    this.eitherDay = !fields[2].startsWith("*") && !fields[4].startsWith("*");
  }

  /** What a text means; empty where it means nothing, or a day that never comes. */
  public static Optional<Cron> parse(String written) {
    String text = written.strip().toLowerCase(Locale.ROOT);
    String[] fields = NAMES.getOrDefault(text, text).split("\\s+");
    if (fields.length != 5) {
      return Optional.empty();
    }
    try {
      Cron cron = new Cron(written.strip(), fields);
      boolean comes = cron.next(Instant.EPOCH, ZoneOffset.UTC).isPresent();
      return comes ? Optional.of(cron) : Optional.empty();
    } catch (IllegalArgumentException unknown) {
      return Optional.empty();
    }
  }

  /**
   * The first time it is due after an instant; empty where that is further away than nine years.
   */
  public Optional<Instant> next(Instant after, ZoneId zone) {
    // No clock was ever put forward or back by more than a day.
    LocalDate first = LocalDateTime.ofInstant(after, zone).toLocalDate().minusDays(2);
    LocalDate end = first.plusYears(YEARS);
    for (LocalDate day = first; day.isBefore(end); day = day.plusDays(1)) {
      Optional<Instant> found = matches(day) ? next(day, after, zone.getRules()) : Optional.empty();
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /**
   * The last time it was due, and how often.
   *
   * @param last the last of them
   * @param times how many there were
   */
  public record Due(Instant last, long times) {}

  /** When it was due after one instant and not after another; empty where it was not. */
  public Optional<Due> due(Instant after, Instant until, ZoneId zone) {
    Optional<Due> due = Optional.empty();
    Optional<Instant> next = next(after, zone);
    while (next.isPresent() && !next.get().isAfter(until)) {
      due = Optional.of(new Due(next.get(), due.map(Due::times).orElse(0L) + 1));
      next = next(next.get(), zone);
    }
    return due;
  }

  private boolean matches(LocalDate day) {
    if (!months.get(day.getMonthValue())) {
      return false;
    }
    boolean ofMonth = daysOfMonth.get(day.getDayOfMonth());
    boolean ofWeek = daysOfWeek.get(day.getDayOfWeek().getValue());
    return eitherDay ? ofMonth || ofWeek : ofMonth && ofWeek;
  }

  /** The first instant of a day's times that is after another one. */
  private Optional<Instant> next(LocalDate day, Instant after, ZoneRules rules) {
    return hours.stream()
        .boxed()
        .flatMap(hour -> minutes.stream().mapToObj(minute -> LocalTime.of(hour, minute)))
        .flatMap(time -> instants(day.atTime(time), rules).stream())
        .filter(instant -> instant.isAfter(after))
        .min(Instant::compareTo);
  }

  private List<Instant> instants(LocalDateTime time, ZoneRules rules) {
    List<ZoneOffset> offsets = rules.getValidOffsets(time);
    if (hours.cardinality() == HOURS) {
      return offsets.stream().map(time::toInstant).toList();
    }
    ZoneOffsetTransition change = rules.getTransition(time);
    return List.of(offsets.isEmpty() ? change.getInstant() : time.toInstant(offsets.get(0)));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Cron cron && cron.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** As it was written. */
  @Override
  public String toString() {
    return text;
  }
}
