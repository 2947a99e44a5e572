package io.logflow.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables full of gaps have no preamble, no footer and no second header: every row is a row. */
class SparseTablesTest {
  private static final String[] WORDS = {
    "north", "South Africa", "x", "New York", "a b c", "Total"
  };

  @TempDir Path folder;

  @Test
  void no_row_of_a_table_is_taken_for_something_else() throws IOException {
    Random random = new Random(11);
    for (int table = 0; table < 3000; table++) {
      int width = 2 + random.nextInt(6);
      int rows = 4 + random.nextInt(12);
      double gaps = 0.6 * random.nextDouble();
      StringBuilder text = new StringBuilder("id");
      for (int column = 1; column < width; column++) {
        text.append(",name").append(column);
      }
      for (int row = 0; row < rows; row++) {
        text.append('\n').append(5000 + row);
        for (int column = 1; column < width; column++) {
          boolean gap = random.nextDouble() < gaps;
          text.append(',').append(gap ? "" : value(column, random));
        }
      }
      FoundTable found =
          FoundTable.of(folder.resolve("t.csv"), text.append('\n').toString(), Options.defaults());
      String evidence = text + found.inspection().dialect().evidence();
      assertThat(found.rows()).as(evidence).hasSize(rows);
      assertThat(found.rejected() + found.skipped()).as(evidence).isZero();
    }
  }

  private static String value(int column, Random random) {
    return column % 2 == 0
        ? Integer.toString(5000 + random.nextInt(1000))
        : WORDS[random.nextInt(WORDS.length)];
  }
}
