package io.logflow.it;

import io.logflow.job.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Kinds of columns: each makes typed values and knows how a file and a result show them. */
@SuppressWarnings("Immutable") // ColumnType is, and wears no annotation that says so.
enum GeneratedColumn {
  BOOLEAN(ColumnType.BOOLEAN) {
    @Override
    Value any(Random random) {
      boolean value = random.nextBoolean();
      String text = Boolean.toString(value);
      return new Value(random.nextBoolean() ? text : text.toUpperCase(Locale.ROOT), text);
    }
  },
  BIGINT(ColumnType.BIGINT) {
    @Override
    Value any(Random random) {
      return Value.same(Long.toString(random.nextLong() >> random.nextInt(64)));
    }
  },
  DOUBLE(ColumnType.DOUBLE) {
    @Override
    Value any(Random random) {
      return number(BigDecimal.valueOf(below(random, 15), random.nextInt(7)));
    }

    @Override
    Value deciding(Random random) {
      return number(BigDecimal.valueOf(below(random, 14) * 10 + 5, 3));
    }
  },
  DECIMAL_20_4(ColumnType.decimal(20, 4)) {
    @Override
    Value any(Random random) {
      return number(digits(random, 1 + random.nextInt(20), 4));
    }

    @Override
    Value deciding(Random random) {
      return number(digits(random, 20, 4));
    }
  },
  DECIMAL_38_0(ColumnType.decimal(38, 0)) {
    @Override
    Value any(Random random) {
      return number(digits(random, 1 + random.nextInt(38), 0));
    }

    @Override
    Value deciding(Random random) {
      return number(digits(random, 38, 0));
    }
  },
  DATE(ColumnType.DATE) {
    @Override
    Value any(Random random) {
      return Value.same(time(random).toLocalDate().toString());
    }
  },
  TIME(ColumnType.TIME) {
    @Override
    Value any(Random random) {
      return temporal("", micros(random));
    }
  },
  TIMESTAMP(ColumnType.TIMESTAMP) {
    @Override
    Value any(Random random) {
      LocalDateTime time = micros(random);
      return temporal(time.toLocalDate() + (random.nextBoolean() ? "T" : " "), time);
    }
  },
  TIMESTAMP_NS(ColumnType.TIMESTAMP.withNanos()) {
    @Override
    Value any(Random random) {
      LocalDateTime time = time(random);
      return temporal(time.toLocalDate() + " ", time);
    }

    @Override
    Value deciding(Random random) {
      LocalDateTime time = time(random).withNano(123_456_789);
      return temporal(time.toLocalDate() + " ", time);
    }
  },
  TIMESTAMPTZ(ColumnType.TIMESTAMPTZ) {
    @Override
    Value any(Random random) {
      ZoneOffset offset = ZoneOffset.ofTotalSeconds((random.nextInt(105) - 48) * 900);
      OffsetDateTime local = OffsetDateTime.of(micros(random), offset);
      LocalDateTime utc = local.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
      return new Value(
          local.toLocalDate() + "T" + TIME_TEXT.format(local) + offset,
          utc.toLocalDate() + " " + TIME_TEXT.format(utc) + "Z");
    }
  },
  VARCHAR(ColumnType.VARCHAR) {
    @Override
    Value any(Random random) {
      return Value.same(TEXTS.get(random.nextInt(TEXTS.size())));
    }

    @Override
    Value deciding(Random random) {
      return Value.same("a word, \"quoted\"");
    }
  },
  EMPTY(ColumnType.VARCHAR) {
    @Override
    Value any(Random random) {
      return Value.NULL;
    }
  };

  private static final DateTimeFormatter TIME_TEXT =
      new DateTimeFormatterBuilder()
          .appendPattern("HH:mm:ss")
          .appendFraction(ChronoField.NANO_OF_SECOND, 0, 9, true)
          .toFormatter(Locale.ROOT);

  private static final List<String> TEXTS =
      List.of(
          "",
          "00123",
          "12.75",
          "true",
          "NULL",
          "NA",
          "a,b",
          "semi;colon",
          "say \"hi\"",
          "\"",
          "two\nlines",
          "tab\there",
          " blank before",
          "blank after ",
          "back\\slash",
          "Zoë İı ß",
          "日本語",
          "👍🏽",
          "2024-01-05",
          "x".repeat(3000));

  private final ColumnType type;

  GeneratedColumn(ColumnType type) {
    this.type = type;
  }

  /** The type that a column must get that has a deciding value. */
  ColumnType type() {
    return type;
  }

  /** A value that the type holds. */
  abstract Value any(Random random);

  /** A value that no narrower type holds. */
  Value deciding(Random random) {
    return any(random);
  }

  private static Value number(BigDecimal value) {
    return new Value(value.toPlainString(), value.stripTrailingZeros().toPlainString());
  }

  private static long below(Random random, int digits) {
    return random.nextLong() % (long) Math.pow(10, 1 + random.nextInt(digits));
  }

  /** A number of exactly so many digits, of which the first and the last are no zeros. */
  private static BigDecimal digits(Random random, int count, int scale) {
    StringBuilder text = new StringBuilder(random.nextBoolean() ? "-" : "");
    for (int digit = 0; digit < count; digit++) {
      boolean end = digit == 0 || digit == count - 1;
      text.append(end ? 1 + random.nextInt(9) : random.nextInt(10));
    }
    return new BigDecimal(new BigInteger(text.toString()), scale);
  }

  private static LocalDateTime time(Random random) {
    LocalDate day = LocalDate.ofEpochDay(random.nextInt(150_000) - 75_000);
    LocalTime time = LocalTime.ofSecondOfDay(random.nextInt(86_400));
    return day.atTime(time).withNano(random.nextInt(3) * random.nextInt(333_333_333));
  }

  private static LocalDateTime micros(Random random) {
    return time(random).truncatedTo(ChronoUnit.MICROS);
  }

  private static Value temporal(String before, LocalDateTime time) {
    String text = TIME_TEXT.format(time);
    return new Value(before + text, before.replace('T', ' ') + text);
  }

  /**
   * One value.
   *
   * @param text as it stands in the file, null for NULL
   * @param canonical as a result shows it, null for NULL
   */
  record Value(String text, String canonical) {
    static final Value NULL = new Value(null, null);

    static Value same(String text) {
      return new Value(text, text);
    }
  }
}
