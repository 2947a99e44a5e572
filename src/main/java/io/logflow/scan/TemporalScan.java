package io.logflow.scan;

import io.logflow.job.ColumnType;
import io.logflow.job.TypeKind;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** What the values of a column are as dates and times: the readings that take all of them. */
final class TemporalScan {
  private final TemporalValue value = new TemporalValue();
  private final ZoneId zone;
  private final OptionalInt firstYear;
  private TemporalReading given;
  private List<TemporalReading> open;

  /** The value that ended the last reading; null while there is one. */
  Sample contradiction;

  private Sample first;
  private long distinctLimit = Long.MAX_VALUE;

  /** The first value that is another day in one open reading than in another. */
  private Sample disputed;

  TemporalScan(ColumnSettings settings) {
    this.zone = settings.zone().orElse(null);
    this.firstYear = settings.firstYear();
    this.given = settings.format().map(format -> TemporalReading.given(format, zone)).orElse(null);
  }

  boolean alive() {
    return contradiction == null;
  }

  void accept(Cell cell) {
    if (contradiction != null) {
      return;
    }
    if (given != null && !given.accept(cell, value)) {
      given = null;
    }
    if (first == null) {
      first = cell.sample();
      open = new ArrayList<>(TemporalForms.openings(cell, value, zone, firstYear));
      open.forEach(reading -> reading.limitDistinct(distinctLimit));
    }
    readOpen(cell);
    if (open.isEmpty() && given == null) {
      contradiction = cell.sample();
    }
  }

  /** Readings begin with the limit of the sketch that theirs will be merged into. */
  void limitDistinct(long limit) {
    distinctLimit = limit;
  }

  /** The limit of the one reading that is left; where there are more or none, no limit. */
  long distinctLimit() {
    boolean one = open != null && open.size() == 1;
    return one ? open.get(0).distinct().limit() : Long.MAX_VALUE;
  }

  /** The one reading that is left, where a {@link TemporalLane} can go on with it; else null. */
  TemporalReading lane() {
    boolean one = given == null && open != null && open.size() == 1;
    return one && open.get(0).iso() ? open.get(0) : null;
  }

  private void readOpen(Cell cell) {
    boolean read = false;
    long days = 0;
    for (int index = open.size() - 1; index >= 0; index--) {
      if (!open.get(index).accept(cell, value)) {
        open.remove(index);
        continue;
      }
      if (read && disputed == null && value.days() != days) {
        disputed = cell.sample();
      }
      read = true;
      days = value.days();
    }
  }

  void merge(TemporalScan other) {
    if (other.first == null) {
      return;
    }
    boolean was = given != null;
    given = given != null && other.given != null && given.merge(other.given) ? given : null;
    open = first == null ? other.open : common(other.open);
    boolean none = open.isEmpty() && given == null;
    if (none) {
      contradiction = ended(other, was);
    }
    first = Sample.first(first, other.first);
    disputed = Sample.first(disputed, other.disputed);
  }

  /** Where two parts that are each of one form differ, the later part's first value ended it. */
  private Sample ended(TemporalScan other, boolean givenBefore) {
    if (contradiction != null || other.contradiction != null) {
      return Sample.first(contradiction, other.contradiction);
    }
    return givenBefore && first == null ? other.first : Sample.last(first, other.first);
  }

  private List<TemporalReading> common(List<TemporalReading> others) {
    List<TemporalReading> kept = new ArrayList<>();
    for (TemporalReading mine : open) {
      others.stream()
          .filter(reading -> sameForm(mine, reading) && mine.merge(reading))
          .findFirst()
          .ifPresent(merged -> kept.add(mine));
    }
    return kept;
  }

  private static boolean sameForm(TemporalReading one, TemporalReading other) {
    return one.dateForm.equals(other.dateForm);
  }

  /** The reading of the format that was given, where it takes every value. */
  Optional<TemporalReading> given() {
    return Optional.ofNullable(given).filter(reading -> first != null && !reading.mixed());
  }

  /** The readings that take every value, in a fixed order; they may differ in their values. */
  List<TemporalReading> readings() {
    return first == null || contradiction != null
        ? List.of()
        : open.stream().filter(reading -> !reading.mixed()).toList();
  }

  /** The first value on whose day the readings differ; null where they agree on every value. */
  Sample disputed() {
    return readings().size() > 1 ? disputed : null;
  }

  /** The first value that is none of this type; where each alone is one, the first of all. */
  Sample culprit(ColumnType type) {
    Sample odd = contradiction;
    for (TemporalReading reading : alive() ? all() : List.<TemporalReading>of()) {
      odd = Sample.first(odd, wider(reading, type));
    }
    return odd == null ? first : odd;
  }

  private static Sample wider(TemporalReading reading, ColumnType type) {
    if (type.kind() == TypeKind.DATE) {
      return reading.withTime;
    }
    return type.nanos() ? reading.remote : reading.fine;
  }

  /** The first value that nanoseconds do not reach in the reading of a pattern, else null. */
  Sample remote(String pattern) {
    return all().stream()
        .filter(reading -> reading.pattern().equals(pattern))
        .findFirst()
        .map(reading -> reading.remote)
        .orElse(null);
  }

  private List<TemporalReading> all() {
    return first == null
        ? List.of()
        : Stream.concat(Stream.ofNullable(given), open.stream()).toList();
  }
}
