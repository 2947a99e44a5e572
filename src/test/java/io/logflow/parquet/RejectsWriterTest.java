package io.logflow.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.job.Reject;
import io.logflow.job.RejectReason;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RejectsWriterTest {
  @TempDir Path folder;

  @Test
  void no_file_comes_to_be_without_a_reject() throws Exception {
    Path file = folder.resolve("deep").resolve("a.rejects");
    RejectsWriter writer = new RejectsWriter(file);
    writer.close();
    assertThat(file.getParent()).doesNotExist();
    assertThat(writer.count()).isZero();
  }

  @Test
  void duckdb_reads_what_was_rejected() throws Exception {
    Path file = folder.resolve("deep").resolve("a.rejects");
    byte[] raw = {'a', ',', (byte) 0xFF, 0, '\n'};
    try (RejectsWriter writer = new RejectsWriter(file)) {
      writer.write(
          "straße.csv",
          new Reject(7, 4_000_000_000L, raw, "", RejectReason.TOO_MANY_FIELDS, "5 fields, not 3."));
      writer.write(
          "b.csv", new Reject(9, 0, new byte[0], "größe", RejectReason.UNDECODABLE, "Byte FF."));
      assertThat(writer.count()).isEqualTo(2);
    }
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT source, line, byte_offset, hex(raw), \"column\", reason, detail, typeof(raw)"
                    + " FROM read_parquet('"
                    + file
                    + "') ORDER BY line")) {
      assertThat(texts(rows))
          .containsExactly(
              "straße.csv",
              "7",
              "4000000000",
              "612CFF000A",
              null,
              "too many fields",
              "5 fields, not 3.",
              "BLOB");
      assertThat(texts(rows))
          .containsExactly("b.csv", "9", "0", "", "größe", "undecodable", "Byte FF.", "BLOB");
      assertThat(rows.next()).isFalse();
    }
  }

  @Test
  void long_rows_are_written_in_bounded_memory() throws Exception {
    Path file = folder.resolve("b.rejects");
    byte[] raw = new byte[9 << 20];
    new Random(1).nextBytes(raw);
    try (RejectsWriter writer = new RejectsWriter(file)) {
      for (int line = 1; line <= 8; line++) {
        writer.write(
            "a.csv", new Reject(line, line, raw, "", RejectReason.OVER_LIMIT, "Too long."));
      }
    }
    assertThat(ParquetFooters.read(file).rows()).isEqualTo(8);
    assertThat(ParquetFooters.read(file).rowGroups()).isEqualTo(8);
  }

  private static String[] texts(ResultSet rows) throws Exception {
    assertThat(rows.next()).isTrue();
    String[] texts = new String[rows.getMetaData().getColumnCount()];
    for (int column = 0; column < texts.length; column++) {
      texts[column] = rows.getString(column + 1);
    }
    return texts;
  }
}
