package io.logflow.scan;

import io.logflow.job.CanonicalHash;
import io.logflow.job.TypeKind;
import java.time.ZoneId;
import java.util.Optional;

/**
 * One reading of a column's values as dates or times: a form of date, a form of time, or both.
 * Where only dates have come so far the form of time is open, and the first time settles it.
 */
final class TemporalReading {

  /** Seconds before and after 1970 that 64 bits of nanoseconds reach. */
  private static final long NANOSECOND_YEARS = Long.MAX_VALUE / 1_000_000_000L;

  /** The form of date, empty for times of day. */
  final String dateForm;

  /** The form of time with what precedes and follows it, empty while none has come. */
  private String timeForm;

  private final ZoneId zone;
  private final TemporalFormat given;
  private TemporalFormat dated;
  private final boolean timeOfDay;
  private TemporalFormat timed;

  /** The first date without a time, the first with one, the first that needs nanoseconds. */
  Sample dateOnly;

  Sample withTime;
  Sample fine;
  Sample doubtful;

  /** The first that lies outside the years that 64 bits of nanoseconds reach. */
  Sample remote;

  final OffsetCounts offsets = new OffsetCounts();
  private long dates;
  private long count;
  private long dateHash;
  private long timeHash;
  private DistinctSketch distinct = new DistinctSketch();
  private final TemporalBound least = new TemporalBound();
  private final TemporalBound greatest = new TemporalBound();
  private boolean zoned;

  /** Whether numbers of one digit came where the form asks for two. */
  private boolean loose;

  /** The languages that have all names so far. */
  private int languages = CalendarNames.ALL;

  private TemporalReading(String dateForm, String timeForm, TemporalFormat given, ZoneId zone) {
    this.dateForm = dateForm;
    this.timeForm = timeForm;
    this.given = given;
    this.zone = zone;
    if (given == null) {
      this.dated = dateForm.isEmpty() ? null : TemporalForms.format(dateForm);
      this.timed = timeForm.isEmpty() ? null : TemporalForms.format(dateForm + timeForm);
      this.timeOfDay = dateForm.isEmpty();
    } else {
      this.dated = null;
      this.timed = given;
      this.timeOfDay = given.kind() == TypeKind.TIME;
    }
  }

  /** A reading with the forms that take the first value; {@code timeForm} is empty for a date. */
  static TemporalReading open(String dateForm, String timeForm, ZoneId zone) {
    return new TemporalReading(dateForm, timeForm, null, zone);
  }

  /** A reading with the one format that was given. */
  static TemporalReading given(TemporalFormat format, ZoneId zone) {
    return new TemporalReading(format.pattern(), "", format, zone);
  }

  /** Takes a value; false if it is of another form, and then this reading is void. */
  boolean accept(Cell cell, TemporalValue value) {
    if (!read(cell, value)) {
      if (loose || given != null || !TemporalForms.loosens(dateForm)) {
        return false;
      }
      loosen();
      if (!read(cell, value)) {
        return false;
      }
    }
    languages &= value.languages;
    if (languages == 0) {
      return false;
    }
    take(cell, value);
    return true;
  }

  private boolean read(Cell cell, TemporalValue value) {
    if (timed != null && timed.parse(cell.b, cell.from, cell.to, value)) {
      return true;
    }
    if (dated != null && dated.parse(cell.b, cell.from, cell.to, value)) {
      return true;
    }
    if (timed != null || dated == null) {
      return false;
    }
    Optional<String> found = TemporalForms.timeOf(dateForm, cell, value, this::spelt);
    found.ifPresent(this::settle);
    return found.isPresent();
  }

  private void settle(String form) {
    timeForm = form;
    timed = TemporalForms.format(spelt(dateForm) + spelt(form));
  }

  private String spelt(String form) {
    return loose ? TemporalForms.loose(form) : form;
  }

  /** From now on numbers of one digit are taken, too; what was read before reads the same. */
  private void loosen() {
    loose = true;
    dated = TemporalForms.format(spelt(dateForm));
    if (!timeForm.isEmpty()) {
      settle(timeForm);
    }
  }

  private void take(Cell cell, TemporalValue value) {
    count++;
    if (value.timed()) {
      withTime = withTime == null ? cell.sample() : withTime;
      noteTime(cell, value);
    } else {
      dateOnly = dateOnly == null ? cell.sample() : dateOnly;
      dates++;
      dateHash += CanonicalHash.ofDate(value.days());
    }
    long seconds = secondsOf(cell, value);
    long time = CanonicalHash.ofTime(seconds, value.nanos());
    timeHash += time;
    distinct.add(time);
    if (remote == null && Math.abs(seconds) >= NANOSECOND_YEARS) {
      remote = cell.sample();
    }
    least.down(value.days(), seconds, value.nanos());
    greatest.up(value.days(), seconds, value.nanos());
  }

  /**
   * Takes dates and times of a run, none of them the first of its sort.
   *
   * @param datesAmong how many are dates without a time
   */
  void takeRun(long values, long datesAmong, long dateSum, long timeSum) {
    count += values;
    dates += datesAmong;
    dateHash += dateSum;
    timeHash += timeSum;
  }

  /** Begins with the limit of the sketch that this one will be merged into. */
  void limitDistinct(long limit) {
    distinct = new DistinctSketch(limit);
  }

  /** The different values as times, where a date is its midnight. */
  DistinctSketch distinct() {
    return distinct;
  }

  /** Whether a {@link TemporalLane} reads values as this reading does. */
  boolean iso() {
    return given == null
        && zone == null
        && !loose
        && dateForm.equals("yyyy-MM-dd")
        && (timeForm.isEmpty() || timeForm.equals(" HH:mm:ss") || withOffset());
  }

  /** Whether an offset stands right behind the seconds. */
  boolean withOffset() {
    return timeForm.equals(" HH:mm:ssX");
  }

  private long secondsOf(Cell cell, TemporalValue value) {
    if (zone == null || timeOfDay) {
      return timeOfDay ? value.secondOfDay() : value.seconds();
    }
    if (doubtful == null && value.timed() && value.doubtful(zone)) {
      doubtful = cell.sample();
    }
    return value.instant(zone);
  }

  private void noteTime(Cell cell, TemporalValue value) {
    if (fine == null && value.nanos() % 1000 != 0) {
      fine = cell.sample();
    }
    if (value.zoned()) {
      zoned = true;
      offsets.take(value.offsetSeconds());
    }
  }

  /** Takes in what another reading of the same date form found; false if the forms differ. */
  boolean merge(TemporalReading other) {
    languages &= other.languages;
    if (languages == 0) {
      return false;
    }
    if (other.loose && !loose) {
      loosen();
    }
    if (timeForm.isEmpty() && !other.timeForm.isEmpty()) {
      settle(other.timeForm);
    } else if (!other.timeForm.isEmpty() && !timeForm.equals(other.timeForm)) {
      return false;
    }
    dateOnly = Sample.first(dateOnly, other.dateOnly);
    withTime = Sample.first(withTime, other.withTime);
    fine = Sample.first(fine, other.fine);
    doubtful = Sample.first(doubtful, other.doubtful);
    remote = Sample.first(remote, other.remote);
    offsets.merge(other.offsets);
    dates += other.dates;
    count += other.count;
    dateHash += other.dateHash;
    timeHash += other.timeHash;
    distinct.merge(other.distinct);
    zoned |= other.zoned;
    least.down(other.least);
    greatest.up(other.greatest);
    return true;
  }

  /** Whether dates without a time stand beside times with an offset: then it is no one format. */
  boolean mixed() {
    return zoned && dates > 0;
  }

  boolean zoned() {
    return zoned;
  }

  /** Whether every value is a date without a time. */
  boolean allDates() {
    return dates == count;
  }

  boolean timeOfDay() {
    return timeOfDay;
  }

  /** Whether times without an offset are instants, because the options name their zone. */
  boolean placed() {
    return zone != null;
  }

  /** The pattern that reads every value. */
  String pattern() {
    if (given != null) {
      return dateForm;
    }
    String time = timeForm.isEmpty() || allDates() ? "" : spelt(timeForm);
    boolean both = !time.isEmpty() && dates > 0;
    String whole = spelt(dateForm) + (both ? "[" + time + "]" : time);
    return whole.replace("{*}", CalendarNames.suffix(languages));
  }

  /** Whether years have two digits. */
  boolean shortYear() {
    return given == null && dateForm.contains("yy") && !dateForm.contains("yyyy");
  }

  /** Whether values are counts since 1970, which have no offset that anybody wrote. */
  boolean epoch() {
    return TemporalPattern.EPOCHS.contains(dateForm);
  }

  /** Sum of hashes of the values as dates, or as times, where a date is its midnight. */
  long hash(boolean asDates) {
    return asDates ? dateHash : timeHash;
  }

  TemporalBound least() {
    return least;
  }

  TemporalBound greatest() {
    return greatest;
  }
}
