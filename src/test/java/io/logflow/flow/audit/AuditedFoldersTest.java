package io.logflow.flow.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The auditor passes no folder over, and blames no file of others. */
class AuditedFoldersTest {
  @TempDir private static Path folder;
  private static AuditedInbox inbox;

  @BeforeAll
  static void convert() throws Exception {
    inbox = new AuditedInbox(folder);
    inbox.drop("good.csv", "id,name\n1,x\n2,y\n");
    inbox.drop("more.csv", "id,name\n3,x\n");
    inbox.convert(2);
    inbox.save();
  }

  @BeforeEach
  void restore() throws IOException {
    inbox.restore();
  }

  /** No permission stops a superuser; a link to itself stops everybody. */
  @Test
  void a_folder_that_cannot_be_looked_into_is_found() throws Exception {
    Path done = inbox.path().resolve("done");
    Files.move(done, inbox.path().resolve("elsewhere"));
    Files.createSymbolicLink(done, done);
    assertThat(inbox.audit())
        .extracting(Violation::invariant, Violation::where)
        .containsExactlyInAnyOrder(
            tuple(Invariant.I1, done.toString()), tuple(Invariant.I7, done.toString()));
  }

  @Test
  void a_folder_behind_a_link_is_looked_into() throws Exception {
    Path elsewhere = inbox.path().resolveSibling("elsewhere");
    Files.move(inbox.outputs(), elsewhere);
    Files.createSymbolicLink(inbox.outputs(), elsewhere);
    assertThat(inbox.auditFully(inbox.manifest())).isEqualTo(new AuditReport(2, 2, List.of()));
  }

  @Test
  void temporary_files_of_other_programs_are_no_residue() throws IOException {
    Files.createDirectories(inbox.temp());
    for (String name : List.of("thesis.odt", "0123456789abcdefghjkmnpqrstu", "sqlite-notes")) {
      Path file = Files.createFile(inbox.temp().resolve(name));
      Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH));
    }
    assertThat(inbox.audit()).isEmpty();
    Path library = Files.createFile(inbox.temp().resolve("sqlite-3.53.0.0-1-libsqlitejdbc.so"));
    Files.setLastModifiedTime(library, FileTime.from(Instant.EPOCH));
    assertThat(inbox.audit())
        .extracting(Violation::invariant, Violation::where)
        .containsExactly(tuple(Invariant.I5, library.toString()));
  }
}
