package io.logflow.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.format.RecordReader;
import io.logflow.format.Records;
import io.logflow.job.Job;
import io.logflow.job.Plan;
import io.logflow.job.RejectLimit;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputPassTest {
  @TempDir Path folder;

  private final TreeSet<Long> linesOfOffsets = new TreeSet<>();

  @Test
  void the_place_in_the_file_is_asked_for_rejected_rows_only() throws IOException {
    Path file = Files.writeString(folder.resolve("a.csv"), "a,b\n1,2\n3\n4,\u00E45\n6,7\n");
    Jobs.Options options = new Jobs.Options();
    options.maxRejects = RejectLimit.ofCount(1);
    Job job = Jobs.open(options, file);

    Plan plan;
    try (RejectSink rejects = new RejectFile(job.target().stagingRejects(job.id()))) {
      plan =
          new JobScan(
                  job,
                  (input, conversion, width) -> noting(Records.open(input, conversion, width)),
                  rejects,
                  null)
              .plan();
    }

    assertThat(linesOfOffsets).containsExactly(3L);
    assertThat(plan.rowsRead()).isEqualTo(4);
  }

  @Test
  void the_longest_record_is_measured_in_utf_8_without_its_line_ending() throws IOException {
    Path file =
        Files.writeString(folder.resolve("a.csv"), "a,b\r\n1,2\r\n\"3\r\n4\",\u00E45\r\n6,7\r\n");
    // "3..4",ae5 : quotes 2, digits and line break 4, comma 1, umlaut 2, digit 1
    assertThat(Jobs.scan(new Jobs.Options(), file).inputs().get(0).longestRecord()).isEqualTo(10);
  }

  private RecordReader noting(RecordReader reader) {
    return (RecordReader)
        Proxy.newProxyInstance(
            RecordReader.class.getClassLoader(),
            new Class<?>[] {RecordReader.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("byteOffset")) {
                linesOfOffsets.add(reader.line());
              }
              try {
                return method.invoke(reader, arguments);
              } catch (InvocationTargetException failure) {
                throw failure.getCause();
              }
            });
  }
}
