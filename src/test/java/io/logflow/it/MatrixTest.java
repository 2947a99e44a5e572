package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.it.TableGenerator.Quoting;
import io.logflow.job.ColumnStatistics;
import io.logflow.job.Outcome;
import io.logflow.parquet.ColumnHashes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Generated tables, types by NULLs by quotes by line endings by compression by header, through
 * every engine: what comes out is what the generator meant, and the same from all.
 */
class MatrixTest extends ThemeBench {
  private static final int ROWS = 300;
  private static final Map<String, String> CODECS =
      Map.of(
          "snappy", "SNAPPY",
          "zstd", "ZSTD",
          "gzip", "GZIP",
          "lz4", "LZ4_RAW",
          "none", "UNCOMPRESSED");

  private static final Map<String, String> LINE_ENDINGS =
      Map.of("LF", "\n", "CRLF", "\r\n", "CR", "\r");

  static Stream<Arguments> matrix() {
    List<Arguments> cases = new ArrayList<>();
    for (Quoting quoting : Quoting.values()) {
      for (String ending : List.of("LF", "CRLF", "CR")) {
        for (boolean header : new boolean[] {true, false}) {
          for (String codec : CODECS.keySet().stream().sorted().toList()) {
            cases.add(Arguments.of(quoting, ending, header, codec));
          }
        }
      }
    }
    return cases.stream();
  }

  @ParameterizedTest(name = "{0} {1} header={2} {3}")
  @MethodSource("matrix")
  void every_engine_gives_what_was_generated(
      Quoting quoting, String ending, boolean header, String codec) throws IOException {
    long seed = (quoting + ending + header + codec).hashCode();
    GeneratedTable table =
        new TableGenerator(seed, ROWS, quoting, LINE_ENDINGS.get(ending), ',', header).generate();
    Path input = Files.write(folder.resolve("table.csv"), table.csv());
    Map<String, Object> settings =
        Map.of(
            "conversion.header", header,
            "conversion.compression", codec,
            "conversion.verify", "full");
    List<List<Long>> hashes = new ArrayList<>();
    List<String> able = Engines.ableTo(bench(), input, settings);
    for (String engine : able) {
      Path output = folder.resolve(engine + ".parquet");
      Outcome outcome = bench().convert(input, output, engine, settings);

      assertThat(outcome.schema()).isEqualTo(table.schema());
      Comparison.assertRows(table.rows(), output, table.schema());
      assertThat(Readback.codecs(output)).containsExactly(CODECS.get(codec));
      hashes.add(ColumnHashes.of(output).stream().map(ColumnStatistics::hash).toList());
    }
    assertThat(hashes).isNotEmpty().allMatch(hashes.get(0)::equals);
    if (!ending.equals("CR")) {
      assertThat(able).as("lines that any engine takes").isEqualTo(Engines.names());
    }
  }
}
