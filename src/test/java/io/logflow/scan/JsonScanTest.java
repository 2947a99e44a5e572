package io.logflow.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.format.Inspector;
import io.logflow.job.ColumnPlan;
import io.logflow.job.ColumnStatistics;
import io.logflow.job.ConversionOptions;
import io.logflow.job.ErrorKind;
import io.logflow.job.Job;
import io.logflow.job.Plan;
import io.logflow.job.RejectLimit;
import io.logflow.job.Resources;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonScanTest extends ScanFixture {

  private Plan scan(String text) throws IOException {
    return scan(file("a.json", text));
  }

  private Plan scan(Path... files) throws IOException {
    return new Scan().scan(new Inspector().inspect(Jobs.open(options, files))).requirePlan();
  }

  private Plan scanWith(int threads, Path file) throws IOException {
    Job job = new Inspector().inspect(Jobs.open(options, file));
    Job wide =
        Job.open(
            job.id(),
            job.door(),
            job.owner(),
            job.createdAt(),
            job.inputs(),
            job.target(),
            job.options(),
            new Resources(threads, 1 << 28, job.resources().tempDir()),
            job.settings(),
            job.control());
    return new Scan().scan(wide).requirePlan();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '!',
      quoteCharacter = '`',
      value = {
        "true~false~null ! BOOLEAN",
        "1~-9223372036854775808 ! BIGINT",
        "1~9223372036854775808 ! DECIMAL(19,0)",
        "1e2~5 ! DOUBLE",
        "0.1234567890123456 ! DECIMAL(16,16)",
        "1.5~1e400 ! VARCHAR",
        "12345678901234567890123456789012345678901 ! VARCHAR",
        "\"1\"~\"2\" ! VARCHAR",
        "\"true\" ! VARCHAR",
        "\"\" ! VARCHAR",
        "\"2024-01-05\" ! DATE",
        "\"5.1.2024\" ! VARCHAR",
        "\"2024/01/05\" ! DATE",
        "\"2024/01/05 10:30\"~\"2024/01/06 09:00\" ! TIMESTAMP",
        "\"10:30\" ! TIME",
        "\"2024-01-05T10:30:00.5Z\" ! TIMESTAMPTZ",
        "\"2024-01-05T10:30\"~\"2024-01-05\" ! TIMESTAMP",
        "\"2024-01-05T10:30Z\"~\"2024-01-05T10:30\" ! VARCHAR",
        "[1,2.5]~[]~null ! DOUBLE[]",
        "[[1],[null]]~[] ! BIGINT[][]",
        "[1,\"x\"] ! VARCHAR[]",
        "{\"x\":1}~{\"y\":[]}~{} ! STRUCT(x BIGINT, y VARCHAR[])",
        "{}~{} ! VARCHAR",
        "[]~[] ! VARCHAR[]",
        "null~null ! VARCHAR",
        "1~\"1\" ! VARCHAR",
        "1~[1] ! VARCHAR"
      })
  void a_type_holds_every_value(String values, String type) throws IOException {
    String text =
        java.util.Arrays.stream(values.split("~"))
            .map(value -> "{\"c\":" + value + "}")
            .collect(Collectors.joining("\n"));
    assertThat(columns(scan(text))).containsExactly("c " + type);
  }

  @Test
  void keys_are_columns_in_the_order_of_their_first_appearance() throws IOException {
    Plan plan = scan("{\"b\":1}\n{\"a\":1,\"b\":2}\n{\"c\":null,\"a\":2}\n");
    assertThat(columns(plan)).containsExactly("b BIGINT", "a BIGINT", "c VARCHAR");
    assertThat(plan.columns().get(2).statistics().orElseThrow().nulls()).isEqualTo(3);
  }

  @Test
  void the_order_of_records_changes_nothing_but_the_order_of_columns() throws IOException {
    List<String> records = new ArrayList<>();
    Random random = new Random(3);
    for (int index = 0; index < 300; index++) {
      records.add(record(random));
    }
    Map<String, String> first = facts(scan(String.join("\n", records)));
    for (int round = 0; round < 5; round++) {
      Collections.shuffle(records, random);
      assertThat(facts(scan(String.join("\n", records)))).isEqualTo(first);
      assertThat(facts(scan("[" + String.join(",", records) + "]"))).isEqualTo(first);
    }
  }

  private static String record(Random random) {
    List<String> values =
        List.of("1", "2.50", "\"x\"", "\"2024-01-05\"", "null", "[1,{\"a\":2}]", "{\"k\":true}");
    String mixed = values.get(random.nextInt(values.size()));
    return "{\"mixed\":%s,\"number\":%s,\"date\":\"2024-01-%02d\",\"list\":[%s],\"o\":{\"k%d\":%d}}"
        .formatted(
            mixed,
            random.nextBoolean() ? "1" : "0.5",
            1 + random.nextInt(28),
            random.nextBoolean() ? "" : "1.5,null",
            random.nextInt(4),
            random.nextInt());
  }

  /** By name: the type, but for the order of fields, and the statistics, but for their hash. */
  private static Map<String, String> facts(Plan plan) {
    Map<String, String> facts = new TreeMap<>();
    for (ColumnPlan column : plan.columns()) {
      char[] type = column.column().type().toString().toCharArray();
      java.util.Arrays.sort(type);
      ColumnStatistics found = column.statistics().orElseThrow();
      boolean struct = column.column().type().toString().startsWith("STRUCT");
      facts.put(
          column.column().name(),
          String.valueOf(type)
              + found.values()
              + found.nulls()
              + found.min()
              + found.max()
              + found.minLength()
              + found.maxLength()
              + (struct ? 0 : found.hash()));
    }
    return facts;
  }

  @Test
  void any_number_of_threads_gives_the_same_plan() throws IOException {
    Random random = new Random(5);
    String text =
        IntStream.range(0, 120_000)
            .mapToObj(row -> record(random) + (row % 40_000 == 39_999 ? "\n{\"late\":1}" : ""))
            .collect(Collectors.joining("\n"));
    Path file = file("big.ndjson", text);
    assertThat(text.length()).isGreaterThan(8 << 20);
    Plan one = scanWith(1, file);
    assertThat(scanWith(4, file)).isEqualTo(one);
    assertThat(one.rowsTaken()).isEqualTo(120_003);
  }

  @Test
  void the_same_values_have_the_same_hashes_as_in_delimited_text() throws IOException {
    Plan json =
        scan(
            """
            {"i":1,"d":2.50,"b":true,"t":"x","s":"2024-01-05T10:00:00"}
            {"i":-7,"d":1,"b":null,"t":"é","s":"2024-01-05 10:00:00.5"}
            """);
    Plan csv =
        scan(
            file(
                "a.csv",
                "i,d,b,t,s\n1,2.5,true,x,2024-01-05 10:00:00\n-7,1,,é,2024-01-05 10:00:00.5\n"));
    assertThat(columns(json)).isEqualTo(columns(csv));
    for (int column = 0; column < 5; column++) {
      ColumnStatistics mine = json.columns().get(column).statistics().orElseThrow();
      ColumnStatistics other = csv.columns().get(column).statistics().orElseThrow();
      assertThat(mine.hash()).as("column %d", column).isEqualTo(other.hash());
      assertThat(mine.values()).isEqualTo(other.values());
      assertThat(mine.min()).isEqualTo(other.min());
      assertThat(mine.max()).isEqualTo(other.max());
    }
  }

  @Test
  void bad_lines_are_rejected_and_leave_no_trace_in_the_types() throws IOException {
    String text = "{\"a\":1}\n{\"a\":\"x\",\"b\":2,}\n{\"a\":2}\n";
    options.maxRejects = RejectLimit.ofCount(1);
    Plan plan = scan(text);
    assertThat(columns(plan)).containsExactly("a BIGINT");
    assertThat(plan.rowsRead()).isEqualTo(3);
    assertThat(plan.rowsRejected()).isEqualTo(1);
    assertThat(plan.clean()).isFalse();
  }

  @Test
  void more_bad_lines_than_are_allowed_are_a_failure_that_names_them() {
    fails(
        ErrorKind.TOO_MANY_REJECTS,
        "line 2 of a.json: Byte 16 of the record: a key in quotes is missing before '}'",
        "--max-rejects 1",
        () -> scan("{\"a\":1}\n{\"a\":\"x\",\"b\":2,}\n{\"a\":2}\n"));
  }

  @Test
  void several_inputs_are_one_table_by_key() throws IOException {
    Plan plan =
        scan(
            file("a.json", "[{\"a\":1},{\"a\":2}]"), file("b.ndjson", "{\"b\":\"x\",\"a\":2.5}\n"));
    assertThat(columns(plan)).containsExactly("a DOUBLE", "b VARCHAR");
    assertThat(plan.columns().get(1).statistics().orElseThrow().nulls()).isEqualTo(2);
    assertThat(plan.columns().get(0).why()).contains("'2.5' in line 1 of b.ndjson");
  }

  @Test
  void an_empty_file_among_others_gives_no_rows() throws IOException {
    Plan plan = scan(file("a.json", ""), file("b.json", "[{\"b\":1}]"), file("c.ndjson", ""));
    assertThat(columns(plan)).containsExactly("b BIGINT");
    assertThat(plan.rowsRead()).isEqualTo(1);
    assertThat(plan.warnings()).hasSize(2).allMatch(warning -> warning.contains("is empty"));
  }

  @Test
  void json_and_delimited_text_are_no_one_table() {
    fails(
        ErrorKind.USAGE,
        "a.json is JSON and b.csv is not",
        "outputs of their own",
        () -> scan(file("a.json", "{\"a\":1}\n"), file("b.csv", "a,b\n1,2\n")));
  }

  @Test
  void a_type_may_be_asked_for_by_the_name_of_a_column() throws IOException {
    String text = "{\"a\":1,\"b\":\"007\",\"c\":{\"x\":1}}\n{\"a\":\"x\",\"b\":\"8\"}\n";
    options.types = Map.of("a", "VARCHAR", "b", "BIGINT", "c", "VARCHAR");
    Plan plan = scan(text);
    assertThat(columns(plan)).containsExactly("a VARCHAR", "b BIGINT", "c VARCHAR");
    assertThat(plan.columns().get(0).json().orElseThrow().verbatim()).isFalse();
    assertThat(plan.columns().get(2).statistics().orElseThrow().min()).isEqualTo("{\"x\":1}");
    options.types = Map.of("c", "BIGINT");
    fails(ErrorKind.MALFORMED_INPUT, "{\"x\":1}", "--types c=VARCHAR", () -> scan(text));
  }

  @Test
  void decimals_and_offsets_may_be_asked_for() throws IOException {
    options.numbers = ConversionOptions.Numbers.DECIMAL;
    options.offsets = ConversionOptions.Offsets.COLUMN;
    Plan plan =
        scan("{\"p\":12.50,\"o\":{\"p\":0.125},\"t\":\"2024-01-05T10:00:00+02:00\"}\n{\"p\":3}\n");
    assertThat(columns(plan))
        .containsExactly(
            "p DECIMAL(4,2)", "o STRUCT(p DECIMAL(3,3))", "t TIMESTAMPTZ", "t_offset VARCHAR");
    assertThat(plan.columns().get(3).statistics().orElseThrow().min()).isEqualTo("+02:00");
  }

  @Test
  void objects_whose_keys_are_data_are_json_text() throws IOException {
    String text =
        IntStream.range(0, 1001)
            .mapToObj(key -> "{\"m\":{\"2024-" + key + "\":" + key + "}}")
            .collect(Collectors.joining("\n"));
    Plan plan = scan(text);
    assertThat(columns(plan)).containsExactly("m VARCHAR");
    assertThat(plan.columns().get(0).statistics().orElseThrow().values()).isEqualTo(1001);
    assertThat(plan.warnings().toString()).contains("'m'").contains("more than 1000 keys");
  }

  @Test
  void too_many_columns_are_refused_by_the_limits_name() {
    String text =
        IntStream.range(0, 10_001)
            .mapToObj(key -> "{\"k" + key + "\":1}")
            .collect(Collectors.joining("\n"));
    fails(ErrorKind.LIMIT_EXCEEDED, "max_columns", "Raise", () -> scan(text));
  }

  @Test
  void nesting_over_the_limit_rejects_the_line_and_ends_an_array() {
    String deep = "[".repeat(129) + "]".repeat(129);
    fails(ErrorKind.TOO_MANY_REJECTS, "more than 128", "", () -> scan("{\"a\":1}\n" + deep));
    fails(ErrorKind.LIMIT_EXCEEDED, "more than 128", "flatter", () -> scan("[1,\n" + deep + "]"));
  }

  @Test
  void an_array_that_is_cut_off_is_a_failure_with_its_place() {
    fails(
        ErrorKind.MALFORMED_INPUT,
        "in line 2, at byte 7 of that line",
        "Correct",
        () -> scan("[{\"a\":1},\n{\"a\":2"));
  }
}
