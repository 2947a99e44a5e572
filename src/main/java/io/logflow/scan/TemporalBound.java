package io.logflow.scan;

/** The least or the greatest of a column's days and times. */
final class TemporalBound {
  private long days;
  private long seconds;
  private int nanos;
  private boolean set;

  long days() {
    return days;
  }

  long seconds() {
    return seconds;
  }

  int nanos() {
    return nanos;
  }

  void down(TemporalBound other) {
    if (other.set) {
      down(other.days, other.seconds, other.nanos);
    }
  }

  void up(TemporalBound other) {
    if (other.set) {
      up(other.days, other.seconds, other.nanos);
    }
  }

  void down(long day, long second, int nano) {
    if (!set || compare(day, second, nano) < 0) {
      put(day, second, nano);
    }
  }

  void up(long day, long second, int nano) {
    if (!set || compare(day, second, nano) > 0) {
      put(day, second, nano);
    }
  }

  private int compare(long day, long second, int nano) {
    if (second != seconds) {
      return Long.compare(second, seconds);
    }
    return nano != nanos ? Integer.compare(nano, nanos) : Long.compare(day, days);
  }

  private void put(long day, long second, int nano) {
    set = true;
    days = day;
    seconds = second;
    nanos = nano;
  }
}
