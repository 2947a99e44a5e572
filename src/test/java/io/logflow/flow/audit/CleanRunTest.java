package io.logflow.flow.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The auditor looks at many files and finds nothing. */
@Tag("soak")
class CleanRunTest {
  private static final int FILES = 10_000;
  @TempDir private Path folder;

  @Test
  void nothing_is_found_after_ten_thousand_files() throws Exception {
    AuditedInbox inbox = new AuditedInbox(folder);
    for (int number = 0; number < FILES; number++) {
      inbox.drop(number + ".csv", "id,name\n" + number + ",x\n" + (number + 1) + ",y\n");
    }
    inbox.convert(FILES);

    long begun = System.nanoTime();
    AuditReport report = inbox.auditFully(inbox.manifest());
    System.out.println("Audited in " + (System.nanoTime() - begun) / 1_000_000 + " ms");
    assertThat(report.violations()).isEmpty();
    assertThat(report.jobs()).isEqualTo(FILES);
    assertThat(report.outputs()).isEqualTo(FILES);
  }
}
