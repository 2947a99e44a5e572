package io.logflow.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.format.Inspector;
import io.logflow.job.Job;
import io.logflow.job.Plan;
import io.logflow.job.RejectLimit;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is found must not depend on whether a record looks like the one before. */
class JsonSkeletonScanTest extends ScanFixture {
  private static final List<String> ODD =
      List.of(
          "null",
          "1.25",
          "-0",
          "12345678901234567890",
          "1e300",
          "true",
          "\"2024-02-30\"",
          "\"2024-02-28T01:02:03Z\"",
          "\"caf\\u00e9\"",
          "\"café\"",
          "\"\"",
          "{\"x\":1,\"x\":\"2\"}",
          "{\"x\":{\"y\":[1,null,\"z\"]}}",
          "[]",
          "[1,[2]]",
          "tru",
          "\"open");

  @BeforeEach
  void roomForRejects() throws IOException {
    Files.createDirectories(folder.resolve("_logflow/staging"));
  }

  private final Random random = new Random(5);

  private Plan scan(List<String> records) throws IOException {
    String text = String.join("\n", records);
    Job job = new Inspector().inspect(Jobs.open(options, file("a.ndjson", text)));
    Files.deleteIfExists(job.target().stagingRejects(job.id()));
    return new Scan().scan(job).requirePlan();
  }

  /** The same records, none of them with the blanks of the one before. */
  private static List<String> apart(List<String> records) {
    List<String> all = new ArrayList<>();
    for (String record : records) {
      all.add("{" + " ".repeat(1 + all.size() % 50) + record.substring(1));
    }
    return all;
  }

  private void agree(List<String> records) throws IOException {
    Plan usual = scan(records);
    Plan other = scan(apart(records));
    assertThat(usual.columns()).isEqualTo(other.columns());
    assertThat(usual.warnings()).isEqualTo(other.warnings());
    assertThat(usual.inputs().get(0).rowsRead()).isEqualTo(other.inputs().get(0).rowsRead());
    assertThat(usual.inputs().get(0).rowsRejected())
        .isEqualTo(other.inputs().get(0).rowsRejected());
  }

  private List<String> records(int count, int oneOdd) {
    List<String> records = new ArrayList<>();
    for (int row = 0; row < count; row++) {
      List<String> members = new ArrayList<>();
      members.add("\"id\":" + value(oneOdd, Integer.toString(row * 7919 % 1009)));
      members.add("\"price\":" + value(oneOdd, random.nextInt(1000) / 100.0 + ""));
      members.add("\"day\":" + value(oneOdd, "\"2024-01-%02d\"".formatted(1 + row % 28)));
      members.add("\"name\":" + value(oneOdd, "\"some name " + row % 300 + "\""));
      members.add("\"on\":" + value(oneOdd, Boolean.toString(random.nextBoolean())));
      members.add("\"tags\":" + value(oneOdd, "[\"x\",\"" + row % 9 + "\"]"));
      change(members, oneOdd);
      records.add("{" + String.join(",", members) + "}");
    }
    return records;
  }

  private String value(int oneOdd, String usual) {
    return random.nextInt(oneOdd) == 0 ? ODD.get(random.nextInt(ODD.size())) : usual;
  }

  private void change(List<String> members, int oneOdd) {
    switch (random.nextInt(oneOdd)) {
      case 0 -> members.remove(random.nextInt(members.size()));
      case 1 -> members.add(members.get(random.nextInt(members.size())));
      case 2 -> Collections.shuffle(members, random);
      case 3 -> members.add("\"late " + random.nextInt(3) + "\":1");
      default -> {}
    }
  }

  @Test
  void records_of_one_shape_are_found_alike() throws IOException {
    agree(records(3000, Integer.MAX_VALUE));
  }

  @Test
  void odd_records_among_others_are_found_alike() throws IOException {
    options.maxRejects = RejectLimit.ofCount(1_000_000);
    for (int oneOdd : new int[] {4, 12, 60, 400}) {
      agree(records(2000, oneOdd));
    }
  }

  @Test
  void types_that_were_asked_for_change_nothing_of_that() throws IOException {
    options.maxRejects = RejectLimit.ofCount(1_000_000);
    options.types = Map.of("id", "VARCHAR", "day", "DATE");
    agree(records(2000, Integer.MAX_VALUE));
  }

  @Test
  void a_key_that_always_comes_twice_is_two_columns() throws IOException {
    List<String> records = new ArrayList<>();
    for (int row = 0; row < 500; row++) {
      records.add("{\"a\":" + row + ",\"b\":1,\"a\":\"x" + row + "\"}");
    }
    agree(records);
    assertThat(columns(scan(records))).containsExactly("a BIGINT", "a_1 VARCHAR", "b BIGINT");
  }

  @Test
  void a_record_ends_with_its_line() throws IOException {
    options.maxRejects = RejectLimit.ofCount(1_000_000);
    List<String> records = new ArrayList<>();
    for (int row = 0; row < 600; row++) {
      String end = random.nextInt(3) == 0 ? "\r" : random.nextInt(3) == 0 ? " \t" : "";
      String broken = random.nextInt(20) == 0 ? "\n" : "";
      String blank = random.nextInt(20) == 0 ? "\n  \n" : "";
      String number = random.nextInt(20) == 0 ? "\n7" : "7";
      String garbage = random.nextInt(20) == 0 ? "}" : "";
      records.add(
          "{\"a\":[1,%s2],\"b\":%s,\"c\":\"%s\"}%s%s%s"
              .formatted(broken, number, row + broken, garbage, end, blank));
    }
    agree(records);
    assertThat(scan(records).inputs().get(0).rowsRejected()).isPositive();
  }
}
