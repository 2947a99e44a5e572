package io.logflow.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.logflow.job.Agreement;
import io.logflow.job.ColumnPlan;
import io.logflow.job.ColumnType;
import io.logflow.job.Contract;
import io.logflow.job.ContractColumn;
import io.logflow.job.Job;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The least type that holds the values of a file and what the contract has. */
class ContractChooserTest {
  @TempDir private Path folder;

  private List<ColumnPlan> scan(String text, ContractColumn... columns) throws IOException {
    Path file = Files.writeString(folder.resolve("in.csv"), text);
    Job job = Jobs.open(new Jobs.Options(), file);
    return new Scan()
        .scan(job.under(Agreement.NONE, new Contract(List.of(columns))))
        .requirePlan()
        .columns();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "BIGINT | 1 | BIGINT",
        "BIGINT | 1.5 | DOUBLE",
        "BIGINT | x | VARCHAR",
        "BIGINT | true | VARCHAR",
        "DOUBLE | 7 | DOUBLE",
        "DOUBLE | 9007199254740993 | DECIMAL(38,18)",
        "DOUBLE | 0.12345678901234567891 | DECIMAL(38,20)",
        "DOUBLE | 123456789012345678901234567890 | DECIMAL(38,8)",
        "BIGINT | 1234567890.1234567 | DECIMAL(26,7)",
        "BIGINT | 12345678901234567890.5 | DECIMAL(21,1)",
        "DOUBLE | 1e5 | DOUBLE",
        "DOUBLE | 2026-01-31 | VARCHAR",
        "'DECIMAL(20,2)' | 7 | 'DECIMAL(20,2)'",
        "'DECIMAL(20,2)' | 0.125 | 'DECIMAL(21,3)'",
        "'DECIMAL(38,2)' | 0.125 | VARCHAR",
        "BOOLEAN | TRUE | BOOLEAN",
        "BOOLEAN | 1 | VARCHAR",
        "DATE | 2026-01-31 | DATE",
        "DATE | 2026-01-31 10:00:00 | TIMESTAMP",
        "DATE | 2026-01-31T10:00:00Z | VARCHAR",
        "TIMESTAMP | 2026-01-31 | TIMESTAMP",
        "TIMESTAMP | 2026-01-31 10:00:00.000000001 | TIMESTAMP_NS",
        "TIMESTAMP_NS | 2026-01-31 10:00:00 | TIMESTAMP_NS",
        "TIMESTAMP_NS | 1500-01-31 10:00:00 | VARCHAR",
        "TIMESTAMP | 10:00:00 | VARCHAR",
        "TIME | 10:00:00 | TIME",
        "TIME | 2026-01-31 | VARCHAR",
        "TIMESTAMPTZ | 2026-01-31 10:00:00 | VARCHAR",
        "VARCHAR | 1 | VARCHAR",
        "DATE | '' | DATE",
      })
  void the_type_is_the_least_that_holds_both(String known, String value, String wanted)
      throws IOException {
    ContractColumn column =
        new ContractColumn("c", ForcedTypes.parse(known), Optional.empty(), true);
    ColumnPlan plan = scan("c,d\n" + value + ",1\n", column).get(0);
    assertThat(plan.column().type()).hasToString(wanted);
    assertThat(plan.statistics().orElseThrow().values()).isEqualTo(value.isEmpty() ? 0 : 1);
  }

  @Test
  void columns_come_in_the_contracts_order_and_words() throws IOException {
    List<ColumnPlan> plans =
        scan(
            "more,B,a\nx,1,2\n",
            new ContractColumn("a", ColumnType.BIGINT, Optional.empty(), true),
            new ContractColumn("gone", ColumnType.DATE, Optional.empty(), true),
            new ContractColumn("b", ColumnType.DOUBLE, Optional.empty(), true));
    assertThat(plans.stream().map(plan -> plan.column().name() + " " + plan.column().type()))
        .containsExactly("a BIGINT", "gone DATE", "b DOUBLE", "more VARCHAR");
  }

  @Test
  void names_that_are_equal_but_for_case_keep_their_columns_in_any_order() {
    Contract contract =
        new Contract(
            List.of(
                new ContractColumn("ID", ColumnType.BIGINT, Optional.empty(), true),
                new ContractColumn("id_1", ColumnType.BIGINT, Optional.empty(), true)));
    assertThat(ContractNames.of(List.of("id", "ID"), List.of("id", "ID_1"), contract))
        .containsExactly("id_1", "ID");
    assertThat(ContractNames.of(List.of("Id"), List.of("Id"), contract)).containsExactly("ID");
  }

  @Test
  void the_order_of_day_and_month_is_remembered() throws IOException {
    ContractColumn day =
        new ContractColumn("day", ColumnType.DATE, Optional.of("dd/MM/yyyy"), true);
    ColumnPlan plan = scan("day\n05/02/2026\n", day).get(0);
    assertThat(plan.column().type()).isEqualTo(ColumnType.DATE);
    assertThat(plan.statistics().orElseThrow().min()).isEqualTo("2026-02-05");
    assertThat(scan("day\n02/25/2026\n", day).get(0).statistics().orElseThrow().min())
        .isEqualTo("2026-02-25");
  }

  @Test
  void a_column_that_never_had_a_value_takes_any_type() throws IOException {
    ContractColumn empty = new ContractColumn("n", ColumnType.VARCHAR, Optional.empty(), false);
    assertThat(scan("n\n7\n", empty).get(0).column().type()).isEqualTo(ColumnType.BIGINT);
  }
}
