package io.logflow.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.engine.AvroEngine;
import io.logflow.engine.DuckDbEngine;
import io.logflow.engine.Engine;
import io.logflow.engine.arrow.ArrowEngine;
import io.logflow.format.Inspector;
import io.logflow.job.ConversionOptions.Offsets;
import io.logflow.job.ErrorKind;
import io.logflow.job.Job;
import io.logflow.job.LogFlowException;
import io.logflow.job.OnExisting;
import io.logflow.scan.Scan;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Full verification against outputs of each engine that were changed at one place, a thousand times
 * in all. What it cannot find is two values of one column that changed places.
 */
class MutationTest {
  private static final int ROWS = 60;
  private static final int ROUNDS = 450;
  private static final List<String> NAMES =
      List.of(
          "n1", "n2", "d1", "d2", "p1", "p2", "t1", "t2", "day1", "day2", "at1", "at2", "b1", "b2");

  @TempDir Path folder;

  static Stream<Engine> engines() {
    return Stream.of(new ArrowEngine(), new AvroEngine(), new DuckDbEngine(new AvroEngine()));
  }

  @ParameterizedTest
  @MethodSource("engines")
  void every_mutation_is_found_and_nothing_else(Engine engine) throws IOException {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Job job = converted(engine, csv(random));
    assertThat(difference(job)).as("what %s wrote", engine.name()).isEmpty();
    StagingTable written = StagingTable.read(job);
    for (int round = 0; round < ROUNDS; round++) {
      int groupRows = 1 + random.nextInt(ROWS);
      Mutation mutation = Mutation.values()[round % Mutation.values().length];
      StagingTable changed = written.copy();
      boolean done = mutation.apply(changed.columns(), random);
      changed.write(job, groupRows);
      String what = "%s, seed %d, round %d".formatted(mutation, seed, round);
      Optional<String> found = difference(job);
      assertThat(found.isPresent()).as(what + ": " + found).isEqualTo(done && mutation.found());
      if (found.isPresent() && changed.rows() == ROWS) {
        assertThat(found.get()).as(what).contains("its column '").contains("in row group ");
      }
    }
  }

  private static Optional<String> difference(Job job) {
    try {
      new Verifier().verify(job);
      return Optional.empty();
    } catch (LogFlowException failure) {
      assertThat(failure.kind()).isEqualTo(ErrorKind.VERIFICATION);
      return Optional.of(failure.getMessage());
    }
  }

  /** What is done to a table; false where it happened to change nothing. */
  private enum Mutation {
    NOTHING {
      @Override
      boolean apply(List<List<Object>> table, Random random) {
        return false;
      }
    },
    VALUE {
      @Override
      boolean apply(List<List<Object>> table, Random random) {
        List<Object> column = column(table, random);
        int row = random.nextInt(column.size());
        column.set(row, other(column, row));
        return true;
      }
    },
    VALUE_TO_NULL {
      @Override
      boolean apply(List<List<Object>> table, Random random) {
        List<Object> column = column(table, random);
        return column.set(random.nextInt(column.size()), null) != null;
      }
    },
    ROW_LOST {
      @Override
      boolean apply(List<List<Object>> table, Random random) {
        int row = random.nextInt(table.get(0).size());
        table.forEach(column -> column.remove(row));
        return true;
      }
    },
    ROW_DOUBLED {
      @Override
      boolean apply(List<List<Object>> table, Random random) {
        int row = random.nextInt(table.get(0).size());
        table.forEach(column -> column.add(row, column.get(row)));
        return true;
      }
    },
    ROW_OVER_ANOTHER {
      @Override
      boolean apply(List<List<Object>> table, Random random) {
        int from = random.nextInt(table.get(0).size());
        int to = random.nextInt(table.get(0).size());
        boolean changed = false;
        for (List<Object> column : table) {
          changed |= !Objects.equals(column.set(to, column.get(from)), column.get(from));
        }
        return changed;
      }
    },
    SWAPPED_BETWEEN_COLUMNS {
      @Override
      boolean apply(List<List<Object>> table, Random random) {
        int first = random.nextInt(table.size() / 2) * 2;
        int row = random.nextInt(table.get(first).size());
        Object value = table.get(first).get(row);
        Object other = table.get(first + 1).set(row, value);
        table.get(first).set(row, other);
        return !Objects.equals(value, other);
      }
    },
    SWAPPED_WITHIN_A_COLUMN {
      @Override
      boolean apply(List<List<Object>> table, Random random) {
        List<Object> column = column(table, random);
        int row = random.nextInt(column.size());
        column.set(row, column.set(random.nextInt(column.size()), column.get(row)));
        return true;
      }

      @Override
      boolean found() {
        return false;
      }
    };

    abstract boolean apply(List<List<Object>> table, Random random);

    boolean found() {
      return true;
    }

    private static List<Object> column(List<List<Object>> table, Random random) {
      return table.get(random.nextInt(table.size()));
    }

    /** A value other than the one at this row. */
    private static Object other(List<Object> column, int row) {
      Object old = column.get(row);
      Object some = column.stream().filter(Objects::nonNull).findFirst().orElseThrow();
      if (some instanceof String text) {
        return old == null ? "" : old + text.substring(0, 1);
      }
      if (some instanceof Double) {
        return old == null ? (Object) 0.0 : (Object) Math.nextUp((Double) old);
      }
      if (some instanceof BigDecimal number) {
        BigDecimal least = new BigDecimal(BigInteger.ONE, number.scale());
        return old == null ? least : ((BigDecimal) old).subtract(least);
      }
      return old == null ? (Object) 1L : (Object) ((Long) old ^ 1L);
    }
  }

  private Job converted(Engine engine, String text) throws IOException {
    Path csv = Files.writeString(folder.resolve("in.csv"), text);
    Path out = folder.resolve("out");
    Files.createDirectories(out.resolve("_logflow/staging"));
    Job job =
        TestJobs.job(
            TestJobs.ID,
            out,
            "out.parquet",
            csv,
            TestJobs.options(OnExisting.FAIL, Offsets.UTC, true));
    Job planned = new Scan().scan(new Inspector().inspect(job));
    assertThat(planned.requirePlan().schema().columns())
        .extracting(column -> column.type().kind().toString())
        .containsExactly(
            "BIGINT",
            "BIGINT",
            "DOUBLE",
            "DOUBLE",
            "DECIMAL",
            "DECIMAL",
            "VARCHAR",
            "VARCHAR",
            "DATE",
            "DATE",
            "TIMESTAMP",
            "TIMESTAMP",
            "BOOLEAN",
            "BOOLEAN");
    return planned.withConversion(engine.convert(planned, planned.requirePlan()));
  }

  private static String csv(Random random) {
    List<String> lines = new ArrayList<>(List.of(String.join(",", NAMES)));
    for (int row = 0; row < ROWS; row++) {
      List<String> fields = new ArrayList<>();
      for (String name : NAMES) {
        fields.add(row > 1 && random.nextInt(6) == 0 ? "" : field(name, row, random));
      }
      lines.add(String.join(",", fields));
    }
    return String.join("\n", lines) + "\n";
  }

  private static String field(String name, int row, Random random) {
    return switch (name.replaceAll("\\d", "")) {
      case "n" -> Integer.toString(random.nextInt(50));
      case "d" -> random.nextInt(1000) / 8.0 + "";
      case "p" -> "123456789012345678" + random.nextInt(9) + ".5" + random.nextInt(10);
      case "t" -> "w" + random.nextInt(20);
      case "day" -> "2024-01-%02d".formatted(1 + random.nextInt(28));
      case "at" -> "2024-01-%02d 10:00:%02d".formatted(1 + random.nextInt(28), random.nextInt(60));
      default -> row == 0 ? "true" : Boolean.toString(random.nextBoolean());
    };
  }
}
