package io.logflow.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logflow.store.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the history tells of jobs that were really run. */
class JobHistoryTest {
  @TempDir private Path root;
  private Session session;

  @BeforeEach
  void openSession() throws IOException {
    session = new Session(root);
  }

  @Test
  void a_completed_job_has_every_figure_and_no_error() throws Exception {
    Path input = Files.writeString(root.resolve("orders.csv"), "id,name\n1,a\n2,b\n");
    assertThat(session.run("convert", input.toString())).isZero();

    assertThat(session.run("jobs", "show", newest(), "--json")).isZero();
    JsonNode job = new ObjectMapper().readTree(session.out());
    assertThat(job.get("status").asText()).isEqualTo("completed");
    assertThat(job.get("input_path").asText()).isEqualTo(input.toString());
    assertThat(job.get("input_format").asText()).isEqualTo("csv");
    assertThat(job.get("input_size").asLong()).isEqualTo(16);
    Path output = root.resolve("orders.parquet");
    assertThat(job.get("output_path").asText()).isEqualTo(output.toString());
    assertThat(job.get("output_size").asLong()).isEqualTo(Files.size(output));
    assertThat(job.get("row_count").asLong()).isEqualTo(2);
    assertThat(job.get("column_count").asLong()).isEqualTo(2);
    assertThat(job.get("compression_ratio").asDouble()).isEqualTo(16.0 / Files.size(output));
    assertThat(job.get("duration_ms").asLong()).isPositive();
    assertThat(job.get("throughput").asDouble()).isPositive();
    assertThat(job.get("error").isNull()).isTrue();
    assertThat(job.at("/config/conversion.compression").asText()).isEqualTo("snappy");
    assertThat(job.get("created_at").asText()).matches("20..-.*Z");
    assertThat(job.get("completed_at").asText()).matches("20..-.*Z");
    assertThat(job.at("/metrics/peak_memory").asLong()).isGreaterThan(10_000_000);
    assertThat(job.at("/metrics/gc_pause_total").isNumber()).isTrue();
  }

  @Test
  void rejected_rows_are_shown_with_their_place_and_reason() throws Exception {
    Path input =
        Files.writeString(root.resolve("bad.csv"), "id,name\n1,a\n2\n3,c\n4,d,\u001b[31m\n");
    assertThat(session.run("convert", input.toString(), "--max-rejects", "2")).isEqualTo(9);

    assertThat(session.run("jobs", "rejects", newest())).isZero();
    assertThat(session.out().lines()).hasSize(4);
    assertThat(session.out())
        .doesNotContain("\u001b")
        .containsPattern("SOURCE +LINE +BYTE_OFFSET +REASON +DETAIL +RAW")
        .containsPattern("(?m)^bad.csv +3 +12 .* 2$")
        .containsPattern("(?m)^bad.csv +5 +18 .* 4,d,..001B.31m$")
        .containsPattern("2 rows of 2 in .*bad.rejects");

    assertThat(session.run("jobs", "rejects", newest(), "--json", "-n", "1")).isZero();
    JsonNode json = new ObjectMapper().readTree(session.out());
    assertThat(json.get("rejected_rows").asInt()).isEqualTo(2);
    assertThat(json.get("rejects")).hasSize(1);
    assertThat(json.at("/rejects/0/raw").asText()).isEqualTo("2");
    assertThat(json.at("/rejects/0/source").asText()).isEqualTo("bad.csv");
    assertThat(json.at("/rejects/0/line").asText()).isEqualTo("3");
  }

  private String newest() throws Exception {
    return (String)
        Database.value(session.database(), "SELECT id FROM jobs ORDER BY id DESC LIMIT 1");
  }
}
