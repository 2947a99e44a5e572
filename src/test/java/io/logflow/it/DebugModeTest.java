package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What LOGFLOW_DEBUG=1 tells on standard error. */
class DebugModeTest {
  @TempDir private Path folder;

  @Test
  void times_memory_decisions_settings_and_the_query_plan_are_told() throws Exception {
    Files.writeString(folder.resolve("in.csv"), "a;b\n1;2\n");
    Process process =
        CommandLineRun.start(
            folder,
            folder,
            Map.of("LOGFLOW_DEBUG", "1", "LOGFLOW_COMPRESSION", "zstd"),
            "convert",
            "in.csv",
            "--engine",
            "duckdb");

    CommandLineRun run = CommandLineRun.ended(process, folder);

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(run.out()).startsWith("in.csv -> ").hasLineCount(1);
    assertThat(run.err())
        .containsPattern("scan took \\d+ ms; heap \\d+ MB, peak memory \\d+ MB")
        .contains("in.csv is csv in UTF-8.", "Delimiter ';'", "engine duckdb: asked for")
        .contains("conversion.compression is zstd, from environment variable LOGFLOW_COMPRESSION")
        .contains("COPY (", "read_csv(?", "Batch Copy To File");
  }
}
