package io.logflow.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.logflow.job.ErrorKind;
import io.logflow.job.FileStamp;
import io.logflow.job.Job;
import io.logflow.job.OnExisting;
import io.logflow.job.OutputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagingTest {
  private final Staging staging = new Staging();
  @TempDir Path dir;

  @Test
  void nothing_is_left_of_a_job_that_failed() throws IOException {
    Job job = staging.prepare(job(dir.resolve("new/deep"), OnExisting.FAIL));
    TestJobs.staged(job, "half");
    TestJobs.rejecting(job, "half");
    Files.writeString(
        job.target().staging(job.id()).resolveSibling("tmp_" + job.id() + ".tmp"), "", UTF_8);
    Path spill = Files.createDirectories(job.resources().tempDir().resolve("spill"));
    Files.writeString(spill.resolve("1.bin"), "", UTF_8);
    staging.discard(job);
    assertThat(TestJobs.tree(dir)).isEmpty();
  }

  @Test
  void folders_that_were_there_before_stay() throws IOException {
    Path folder = Files.createDirectories(dir.resolve("old"));
    staging.discard(staging.prepare(job(folder, OnExisting.FAIL)));
    assertThat(TestJobs.tree(dir)).containsExactly("old/");
  }

  @Test
  void staging_files_of_other_jobs_stay() throws IOException {
    Job mine = staging.prepare(job(dir, OnExisting.FAIL));
    Job other = staging.prepare(TestJobs.job(TestJobs.OTHER_ID, dir, "b.parquet", OnExisting.FAIL));
    TestJobs.staged(other, "half");
    staging.discard(mine);
    assertThat(Files.readString(other.target().staging(other.id()), UTF_8)).isEqualTo("half");
  }

  @Test
  void nothing_in_the_staging_folder_looks_like_a_result() throws IOException {
    Job job = staging.prepare(job(dir, OnExisting.FAIL));
    TestJobs.staged(job, "half");
    TestJobs.rejecting(job, "half");
    assertThat(TestJobs.tree(dir)).noneMatch(name -> name.endsWith(".parquet"));
  }

  @Test
  void symbolic_links_in_the_temporary_folder_are_removed_as_links() throws IOException {
    Path kept = Files.writeString(dir.resolve("kept.txt"), "kept", UTF_8);
    Job job = staging.prepare(job(dir.resolve("out"), OnExisting.FAIL));
    Files.createDirectories(job.resources().tempDir());
    Files.createSymbolicLink(job.resources().tempDir().resolve("link"), dir);
    staging.discard(job);
    assertThat(kept).hasContent("kept");
  }

  @Test
  void output_that_exists_fails_before_any_work() throws IOException {
    Files.writeString(dir.resolve("a.parquet"), "old", UTF_8);
    refused(ErrorKind.OUTPUT_EXISTS, job(dir, OnExisting.FAIL), "exists already");
    assertThat(TestJobs.tree(dir)).containsExactly("a.parquet");
  }

  @Test
  void output_that_exists_is_no_hindrance_where_it_may_be_replaced_or_versioned()
      throws IOException {
    Files.writeString(dir.resolve("a.parquet"), "old", UTF_8);
    assertThatNoException().isThrownBy(() -> staging.prepare(job(dir, OnExisting.REPLACE)));
    assertThatNoException().isThrownBy(() -> staging.prepare(job(dir, OnExisting.VERSION)));
  }

  @Test
  void folder_under_the_name_of_the_output_is_never_replaced() throws IOException {
    Files.createDirectory(dir.resolve("a.parquet"));
    refused(ErrorKind.OUTPUT_EXISTS, job(dir, OnExisting.REPLACE), "exists already");
  }

  @Test
  void output_folder_that_is_a_file_is_refused() throws IOException {
    Path file = Files.writeString(dir.resolve("out"), "a file", UTF_8);
    refused(ErrorKind.OUTPUT_NOT_WRITABLE, job(file, OnExisting.FAIL), "is not a folder");
    refused(
        ErrorKind.OUTPUT_NOT_WRITABLE, job(file.resolve("deep"), OnExisting.FAIL), file.toString());
  }

  @Test
  void read_only_folder_is_refused() throws IOException {
    Path folder = Files.createDirectory(dir.resolve("closed"));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
    assumeFalse(Files.isWritable(folder), "this user may write everywhere");
    refused(ErrorKind.OUTPUT_NOT_WRITABLE, job(folder, OnExisting.FAIL), "permission denied");
  }

  @Test
  void read_only_file_system_is_refused() throws Exception {
    try (TestMount mount = TestMount.tmpfs(dir.resolve("ro"), "size=4m,ro")) {
      refused(
          ErrorKind.OUTPUT_NOT_WRITABLE, job(mount.folder(), OnExisting.FAIL), "cannot be written");
    }
  }

  @Test
  void input_that_cannot_fit_is_refused_before_any_work() throws Exception {
    try (TestMount mount = TestMount.tmpfs(dir.resolve("small"), "size=4m")) {
      Job job =
          TestJobs.job(
              TestJobs.ID,
              mount.folder(),
              "a.parquet",
              OnExisting.FAIL,
              new FileStamp(1_000_000_000, 0, "key"));
      refused(ErrorKind.DISK_FULL, job, "takes at least 50.0 MB");
      assertThat(TestJobs.tree(mount.folder())).isEmpty();
    }
  }

  @Test
  void many_jobs_share_and_clear_one_folder() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Callable<Void>> runs = new ArrayList<>();
    for (int number = 0; number < 200; number++) {
      String id = "%s%04d".formatted(TestJobs.ID.substring(4), number);
      runs.add(() -> run(id));
    }
    try {
      for (Future<Void> run : threads.invokeAll(runs)) {
        run.get();
      }
    } finally {
      threads.shutdown();
    }
    // Whoever made the folders may end while others still work there.
    assertThat(TestJobs.tree(dir)).isSubsetOf("a/", "a/b/");
  }

  private Void run(String id) throws IOException {
    Job job =
        staging.prepare(TestJobs.job(id, dir.resolve("a/b"), id + ".parquet", OnExisting.FAIL));
    TestJobs.staged(job, "data");
    staging.discard(job);
    return null;
  }

  private Job job(Path folder, OnExisting onExisting) {
    return TestJobs.job(TestJobs.ID, folder, "a.parquet", onExisting);
  }

  private void refused(ErrorKind kind, Job job, String message) {
    assertThatExceptionOfType(OutputException.class)
        .isThrownBy(() -> staging.prepare(job))
        .withMessageContaining(message)
        .satisfies(failure -> assertThat(failure.kind()).isEqualTo(kind))
        .satisfies(failure -> assertThat(failure.remedy()).isNotEmpty());
  }
}
