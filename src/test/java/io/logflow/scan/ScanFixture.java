package io.logflow.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.logflow.job.Column;
import io.logflow.job.ColumnPlan;
import io.logflow.job.ErrorKind;
import io.logflow.job.LogFlowException;
import io.logflow.job.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A folder, options, and how a plan or a failure is looked at. */
abstract class ScanFixture {
  @TempDir Path folder;
  Jobs.Options options;

  @BeforeEach
  void plainOptions() {
    options = new Jobs.Options();
  }

  Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  static List<String> columns(Plan plan) {
    return plan.columns().stream().map(ColumnPlan::column).map(ScanFixture::shown).toList();
  }

  static String shown(Column column) {
    return column.name() + " " + column.type();
  }

  static void fails(ErrorKind kind, String part, String remedy, ThrowingCallable call) {
    assertThatThrownBy(call)
        .asInstanceOf(type(LogFlowException.class))
        .satisfies(
            failure -> {
              assertThat(failure.kind()).isEqualTo(kind);
              assertThat(failure.getMessage()).contains(part);
              assertThat(failure.remedy()).contains(remedy);
            });
  }
}
