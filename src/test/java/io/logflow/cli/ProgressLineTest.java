package io.logflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is told of a whole job while its stages come and go. */
class ProgressLineTest {
  private static final long TOTAL = 1000;

  private static double[] shares(boolean planOnly, List<String> stages) {
    JobShare share = new JobShare(planOnly, TOTAL);
    return stages.stream()
        .flatMap(
            stage ->
                java.util.stream.LongStream.rangeClosed(0, 10)
                    .mapToObj(tenth -> share.at(stage, tenth * TOTAL / 10)))
        .mapToDouble(Double::doubleValue)
        .toArray();
  }

  private static void assertRisesToOne(double[] shares) {
    assertThat(shares).isSorted();
    assertThat(shares[0]).isZero();
    assertThat(shares[shares.length - 1]).isEqualTo(1.0, org.assertj.core.data.Offset.offset(1e-9));
  }

  @Test
  void the_share_of_a_job_rises_through_all_its_stages() {
    assertRisesToOne(shares(false, List.of("unpack", "scan", "convert", "verify")));
    assertRisesToOne(shares(false, List.of("scan", "convert", "verify")));
    assertRisesToOne(shares(false, List.of("unpack", "encode", "verify")));
    assertRisesToOne(shares(false, List.of("encode", "verify")));
    assertThat(shares(false, List.of("encode", "convert", "verify"))).isSorted();
    assertRisesToOne(shares(true, List.of("unpack", "scan")));
    assertRisesToOne(shares(true, List.of("scan")));
  }

  @Test
  void a_stage_that_begins_again_does_not_take_the_share_back() {
    assertThat(shares(false, List.of("scan", "convert", "convert", "verify"))).isSorted();
    JobShare share = new JobShare(false, TOTAL);
    double before = share.at("scan", 900);
    assertThat(share.at("scan", 100)).isEqualTo(before);
    assertThat(share.at("scan", 5000)).isLessThan(1);
  }

  @Test
  void a_job_without_bytes_has_shares_too() {
    assertThat(new JobShare(true, 0).at("scan", 0)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void a_quick_job_shows_nothing(boolean terminal) {
    StringWriter out = new StringWriter();
    try (ProgressLine line =
        new ProgressLine(new PrintWriter(out), terminal, "a.csv", TOTAL, false, false)) {
      line.progress("unpack", 1, 0);
      line.progress("scan", 2, 1);
    }
    assertThat(out.toString()).isEmpty();
  }
}
