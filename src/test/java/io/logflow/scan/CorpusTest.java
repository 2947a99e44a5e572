package io.logflow.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logflow.job.ColumnPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The data sets of R with the types that R's fread gave them: how many columns agree. */
class CorpusTest {
  private static final Path CORPORA =
      Path.of(System.getProperty("logflow.shared", "../shared")).resolve("corpora");
  private static final Set<String> INTEGERS = Set.of("INTEGER", "BIGINT");

  private final TreeMap<String, Integer> faults = new TreeMap<>();
  private int columns;
  private int agreeing;

  @Test
  void nearly_all_types_are_those_of_fread() throws IOException {
    Path truth = CORPORA.resolve("truth/rdatasets_truth.jsonl");
    assumeTrue(Files.isReadable(truth), "the corpora are not on this machine");
    ObjectMapper mapper = new ObjectMapper();
    for (String line : Files.readAllLines(truth)) {
      JsonNode expected = mapper.readTree(line);
      Path file = CORPORA.resolve("rdatasets").resolve(expected.path("csv").asText());
      if (Files.isReadable(file)) {
        compare(file, expected);
      }
    }
    assertThat((double) agreeing / columns)
        .as("%d of %d columns agree; faults %s", agreeing, columns, faults)
        .isGreaterThan(0.98);
  }

  private void compare(Path file, JsonNode expected) throws IOException {
    Jobs.Options options = new Jobs.Options();
    options.nullValues = List.of("NA");
    List<ColumnPlan> found = Jobs.scan(options, file).columns();
    JsonNode wanted = expected.path("columns");
    for (int index = 0; index < found.size(); index++) {
      String type = found.get(index).column().type().kind().toString();
      String want = wanted.path(index).path("type").asText();
      columns++;
      if (agree(type, want)) {
        agreeing++;
      } else {
        faults.merge(want + " read as " + type, 1, Integer::sum);
      }
    }
  }

  private static boolean agree(String found, String wanted) {
    return found.equals(wanted)
        || (found.equals("TIMESTAMPTZ") && wanted.equals("TIMESTAMP WITH TIME ZONE"))
        || (INTEGERS.contains(wanted) && found.equals("BIGINT"))
        || (wanted.equals("DOUBLE") && Set.of("DECIMAL", "BIGINT").contains(found));
  }
}
