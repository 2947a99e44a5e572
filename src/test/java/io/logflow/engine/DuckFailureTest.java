package io.logflow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.job.ErrorKind;
import io.logflow.job.LogFlowException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages as DuckDB gives them. */
class DuckFailureTest {
  @TempDir Path folder;

  private RuntimeException failure(String message) {
    return DuckFailure.of(new SQLException(message), folder, folder);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "DISK_FULL | IO Error: Could not write file \"/x\": No space left on device",
        "DISK_FULL | IO Error: Async write failed: {\"exception_type\":\"IO\",\"errno\":\"28\"}",
        "LIMIT_EXCEEDED | Out of Memory Error: could not allocate block of size 256.0 KiB",
        "LIMIT_EXCEEDED | Out of Memory Error: failed to offload data block of size 1 (max_temp_directory_size)",
        "ENGINE | IO Error: Could not read from file",
        "ENGINE | Permission Error: Cannot access file",
        "ENGINE | INTERNAL Error: Attempted to dereference",
      })
  void the_kind_follows_the_cause(ErrorKind kind, String message) {
    assertThat(failure(message))
        .asInstanceOf(InstanceOfAssertFactories.type(LogFlowException.class))
        .satisfies(
            error -> {
              assertThat(error.kind()).isEqualTo(kind);
              assertThat(error.remedy()).isNotEmpty();
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Conversion Error: CSV Error on Line: 2\nOriginal Line: secret",
        "Invalid Input Error: The CSV Parser state machine reached an invalid state.",
        "Binder Error: The delimiter must not appear in the NULL specification",
      })
  void what_duckdb_cannot_read_is_a_disagreement(String message) {
    assertThat(failure(message))
        .isInstanceOf(DuckDisagreement.class)
        .hasMessage(message.lines().findFirst().orElseThrow());
  }

  @Test
  void rows_in_messages_are_cut() {
    assertThat(failure("IO Error: " + "x".repeat(1 << 20)).getMessage()).hasSizeLessThan(2200);
  }

  @Test
  void a_folder_that_fails_is_named() {
    assertThat(DuckFailure.of(new IOException("denied"), folder, folder).getMessage())
        .contains(folder.toString())
        .contains("denied");
  }
}
