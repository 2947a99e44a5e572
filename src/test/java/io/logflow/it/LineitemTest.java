package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.job.Outcome;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The first query of TPC-H has the answer over Parquet that it has over the generated rows. */
class LineitemTest extends ThemeBench {
  /** As TPC-H publishes it for scale 1, to two places. */
  private static final List<String> PUBLISHED =
      List.of(
          "A|F|37734107|56586554400.73|53758257134.87|55909065222.83|25.52|38273.13|0.05|1478493",
          "N|F|991417|1487504710.38|1413082168.05|1469649223.19|25.52|38284.47|0.05|38854",
          "N|O|74476040|111701729697.74|106118230307.61|110367043872.50|25.5|38249.12|0.05|2920374",
          "R|F|37719753|56568041380.90|53741292684.60|55889619119.83|25.51|38250.85|0.05|1478870");

  @EveryEngine
  void of_60_000_rows_the_answer_is_that_of_the_generator(String engine) throws IOException {
    double scale = 0.01;
    Path input = Lineitem.write(scale, folder.resolve("lineitem.csv"));
    Outcome outcome = convert(engine, HEADER, input);
    assertThat(outcome.rowsWritten()).isEqualTo(60_175);
    assertThat(types(outcome).toString())
        .isEqualTo(
            "{l_orderkey=BIGINT, l_partkey=BIGINT, l_suppkey=BIGINT, l_linenumber=BIGINT,"
                + " l_quantity=BIGINT, l_extendedprice=DOUBLE, l_discount=DOUBLE, l_tax=DOUBLE,"
                + " l_returnflag=VARCHAR, l_linestatus=VARCHAR, l_shipdate=DATE,"
                + " l_commitdate=DATE, l_receiptdate=DATE, l_shipinstruct=VARCHAR,"
                + " l_shipmode=VARCHAR, l_comment=VARCHAR}");
    assertThat(answer(outcome.output())).isEqualTo(Lineitem.firstAnswer(scale));
  }

  @Tag("soak")
  @Test
  void of_scale_1_the_answer_is_the_published_one() throws IOException {
    Path input = Lineitem.write(1, folder.resolve("lineitem.csv"));
    Outcome outcome = convert("arrow", HEADER, input);
    assertThat(outcome.rowsWritten()).isEqualTo(6_001_215);
    assertThat(answer(outcome.output())).isEqualTo(Lineitem.firstAnswer(1));
    assertThat(answer(outcome.output()).lines().map(LineitemTest::rounded).toList())
        .isEqualTo(PUBLISHED);
  }

  /** The sums of discounted prices and of charges have four and six places. */
  private static String rounded(String line) {
    String[] values = line.split("[|]");
    for (int sum = 4; sum <= 5; sum++) {
      values[sum] = new BigDecimal(values[sum]).setScale(2, RoundingMode.HALF_UP).toString();
    }
    return String.join("|", values);
  }

  private static String answer(Path output) {
    return Readback.value(Lineitem.FIRST_QUERY, output);
  }
}
