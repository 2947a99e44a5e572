package io.logflow.publish;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.logflow.job.ErrorKind;
import io.logflow.job.Job;
import io.logflow.job.OnExisting;
import io.logflow.job.OutputException;
import io.logflow.job.Publication;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublisherTest {
  private static final String REJECTS = "PAR1 rejected PAR1";
  private final Staging staging = new Staging();
  private final Publisher publisher = new Publisher();
  @TempDir Path dir;

  @ParameterizedTest
  @EnumSource(OnExisting.class)
  void output_stands_alone_under_its_name(OnExisting onExisting) throws IOException {
    Publication published = publish(publisher, job(TestJobs.ID, onExisting), "data");
    assertThat(published.path()).hasContent("data");
    assertThat(published).isEqualTo(new Publication(published.path(), 4, Optional.empty(), true));
    assertThat(TestJobs.tree(dir)).containsExactly(published.path().getFileName().toString());
  }

  @Test
  void versioned_name_holds_the_time_and_the_end_of_the_id() throws IOException {
    Files.writeString(dir.resolve("a.parquet"), "other", UTF_8);
    Job job = staged(job(TestJobs.ID, OnExisting.VERSION), "data");
    Publication named = publisher.name(job).publication().orElseThrow();
    assertThat(named.path()).isEqualTo(dir.resolve("a-20261122T081500Z-89abcdef.parquet"));
    assertThat(named.path()).doesNotExist();
    assertThat(named.durable()).isFalse();
  }

  @Test
  void versioned_name_of_the_longest_stem_fits() throws IOException {
    Job job = TestJobs.job(TestJobs.ID, dir, "x".repeat(247) + ".parquet", OnExisting.VERSION);
    Publication published = publish(publisher, job, "data");
    assertThat(published.path().getFileName().toString())
        .hasSize(255)
        .endsWith("-20261122T081500Z-89abcdef.parquet");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void of_two_publishers_of_one_name_one_wins(boolean hardLinks) throws Exception {
    for (int round = 0; round < 20; round++) {
      String name = round + ".parquet";
      Publisher racing = new Publisher(fileSystem(hardLinks));
      List<Object> results = race(racing, name);
      assertThat(results).filteredOn(Publication.class::isInstance).hasSize(1);
      assertThat(results)
          .filteredOn(OutputException.class::isInstance)
          .singleElement()
          .satisfies(
              failure ->
                  assertThat(((OutputException) failure).kind())
                      .isEqualTo(ErrorKind.OUTPUT_EXISTS));
      Object winner = results.get(0) instanceof Publication ? TestJobs.ID : TestJobs.OTHER_ID;
      assertThat(dir.resolve(name)).hasContent("data of " + winner);
    }
    assertThat(TestJobs.tree(dir)).hasSize(20);
  }

  private List<Object> race(Publisher racing, String name) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    CyclicBarrier start = new CyclicBarrier(2);
    List<Callable<Object>> runs = new ArrayList<>();
    for (String id : List.of(TestJobs.ID, TestJobs.OTHER_ID)) {
      Job job = staged(TestJobs.job(id, dir, name, OnExisting.FAIL), "data of " + id);
      runs.add(
          () -> {
            start.await();
            try {
              return racing.publish(racing.name(job)).publication().orElseThrow();
            } catch (OutputException e) {
              return e;
            } finally {
              staging.discard(job);
            }
          });
    }
    try {
      List<Object> results = new ArrayList<>();
      for (Future<Object> run : threads.invokeAll(runs)) {
        results.add(run.get());
      }
      return results;
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void loser_of_a_race_keeps_its_rejects_and_leaves_the_winners() throws IOException {
    Job loser = rejecting(job(TestJobs.OTHER_ID, OnExisting.FAIL), "loses");
    publish(publisher, rejecting(job(TestJobs.ID, OnExisting.FAIL), "wins"));
    assertThatExceptionOfType(OutputException.class)
        .isThrownBy(() -> publisher.publish(publisher.name(loser)))
        .withMessageContaining("exists already");
    Optional<Path> kept = publisher.keepRejects(loser);
    staging.discard(loser);
    assertThat(kept).contains(dir.resolve("_logflow/a-89zzzzzz.rejects"));
    assertThat(kept.orElseThrow()).hasContent("PAR1 loses PAR1");
    assertThat(dir.resolve("_logflow/a.rejects")).hasContent("PAR1 wins PAR1");
    assertThat(TestJobs.tree(dir))
        .containsExactly(
            "_logflow/", "_logflow/a-89zzzzzz.rejects", "_logflow/a.rejects", "a.parquet");
  }

  @Test
  void rejects_lie_beside_the_output_under_its_name() throws IOException {
    Publication published =
        publish(publisher, rejecting(job(TestJobs.ID, OnExisting.VERSION), "one"));
    assertThat(published.rejects())
        .contains(dir.resolve("_logflow/a-20261122T081500Z-89abcdef.rejects"));
    assertThat(published.rejects().orElseThrow()).hasContent("PAR1 one PAR1");
  }

  @Test
  void rejects_of_an_output_that_was_removed_are_not_replaced() throws IOException {
    Path stale = Files.createDirectory(dir.resolve("_logflow")).resolve("a.rejects");
    Files.writeString(stale, "stale", UTF_8);
    Publication published = publish(publisher, rejecting(job(TestJobs.ID, OnExisting.FAIL), "new"));
    assertThat(published.rejects()).contains(dir.resolve("_logflow/a-89abcdef.rejects"));
    assertThat(stale).hasContent("stale");
  }

  @Test
  void replacing_an_output_replaces_its_rejects_too() throws IOException {
    publish(publisher, rejecting(job(TestJobs.ID, OnExisting.REPLACE), "old"));
    publish(publisher, rejecting(job(TestJobs.OTHER_ID, OnExisting.REPLACE), "new"));
    assertThat(dir.resolve("_logflow/a.rejects")).hasContent("PAR1 new PAR1");
    publish(publisher, job(TestJobs.ID, OnExisting.REPLACE), "clean");
    assertThat(TestJobs.tree(dir)).containsExactly("a.parquet");
  }

  @Test
  void failed_publication_brings_the_former_rejects_back() throws IOException {
    publish(publisher, rejecting(job(TestJobs.ID, OnExisting.REPLACE), "old"));
    Publisher failing = new Publisher(new FullWhenReplacing());
    Job job = rejecting(job(TestJobs.OTHER_ID, OnExisting.REPLACE), "new");
    assertThatExceptionOfType(OutputException.class)
        .isThrownBy(() -> failing.publish(failing.name(job)))
        .satisfies(failure -> assertThat(failure.kind()).isEqualTo(ErrorKind.DISK_FULL));
    staging.discard(job);
    assertThat(dir.resolve("_logflow/a.rejects")).hasContent("PAR1 old PAR1");
    assertThat(dir.resolve("a.parquet")).hasContent("data of " + TestJobs.ID);
  }

  @Test
  void half_a_rejects_file_is_not_kept() throws IOException {
    Job job = staged(job(TestJobs.ID, OnExisting.FAIL), "data");
    Files.writeString(job.target().stagingRejects(job.id()), "PAR1 torn off here", UTF_8);
    assertThat(publisher.keepRejects(job)).isEmpty();
    staging.discard(job);
    assertThat(TestJobs.tree(dir)).isEmpty();
  }

  @Test
  void job_without_rejects_keeps_none() throws IOException {
    assertThat(publisher.keepRejects(staged(job(TestJobs.ID, OnExisting.FAIL), "data"))).isEmpty();
  }

  @Test
  void readers_see_the_old_file_or_the_new_one_while_it_is_replaced() throws Exception {
    publish(publisher, job(TestJobs.ID, OnExisting.REPLACE), "v0000");
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService thread = Executors.newSingleThreadExecutor();
    Future<Set<Integer>> lengths = thread.submit(() -> poll(dir.resolve("a.parquet"), done));
    try {
      for (int round = 1; round <= 100; round++) {
        publish(publisher, job(TestJobs.ID, OnExisting.REPLACE), "v%04d".formatted(round));
      }
    } finally {
      done.set(true);
      thread.shutdown();
    }
    assertThat(lengths.get()).containsExactly(5);
  }

  private static Set<Integer> poll(Path file, AtomicBoolean done) throws IOException {
    Set<Integer> lengths = new HashSet<>();
    while (!done.get()) {
      lengths.add(Files.readAllBytes(file).length);
    }
    return lengths;
  }

  @Test
  void symbolic_link_under_the_name_counts_as_taken_even_where_it_leads_nowhere()
      throws IOException {
    Job job = staged(job(TestJobs.ID, OnExisting.FAIL), "data");
    Files.createSymbolicLink(dir.resolve("a.parquet"), dir.resolve("nowhere"));
    assertThatExceptionOfType(OutputException.class)
        .isThrownBy(() -> publisher.publish(publisher.name(job)))
        .satisfies(failure -> assertThat(failure.kind()).isEqualTo(ErrorKind.OUTPUT_EXISTS));
    assertThat(dir.resolve("nowhere")).doesNotExist();
  }

  @Test
  void publishing_again_after_a_crash_between_link_and_record_is_fine() throws IOException {
    Job named = publisher.name(staged(job(TestJobs.ID, OnExisting.FAIL), "data"));
    publisher.publish(named);
    assertThat(publisher.publish(named).publication().orElseThrow().durable()).isTrue();
  }

  @Test
  void publication_on_a_full_disk_needs_no_further_space() throws IOException {
    try (TestMount mount = TestMount.tmpfs(dir.resolve("small"), "size=2m")) {
      Job job = TestJobs.job(TestJobs.ID, mount.folder(), "a.parquet", OnExisting.FAIL);
      Job staged = TestJobs.staged(staging.prepare(job), "data");
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> Files.write(mount.folder().resolve("filler"), new byte[3 << 20]))
          .satisfies(
              full ->
                  assertThat(OutputErrors.of(full, mount.folder()).kind())
                      .isEqualTo(ErrorKind.DISK_FULL));
      assertThat(publisher.publish(publisher.name(staged)).publication().orElseThrow().path())
          .hasContent("data");
    }
  }

  private Job job(String id, OnExisting onExisting) {
    return TestJobs.job(id, dir, "a.parquet", onExisting);
  }

  private Job staged(Job job, String content) throws IOException {
    return TestJobs.staged(staging.prepare(job), content);
  }

  private Job rejecting(Job job, String text) throws IOException {
    return TestJobs.rejecting(
        staged(job, "data of " + job.id()), REJECTS.replace("rejected", text));
  }

  private Publication publish(Publisher by, Job job, String content) throws IOException {
    return publish(by, staged(job, content));
  }

  private Publication publish(Publisher by, Job staged) {
    try {
      return by.publish(by.name(staged)).publication().orElseThrow();
    } finally {
      staging.discard(staged);
    }
  }

  private static OutputFileSystem fileSystem(boolean hardLinks) {
    return hardLinks ? new OutputFileSystem() : new WithoutHardLinks();
  }

  /** As FAT is. */
  private static final class WithoutHardLinks extends OutputFileSystem {
    @Override
    void link(Path file, Path name) throws IOException {
      throw new FileSystemException(name.toString(), null, "Operation not permitted");
    }
  }

  /** As a disk is that fills up at the worst moment. */
  private static final class FullWhenReplacing extends OutputFileSystem {
    @Override
    void replace(Path file, Path name) throws IOException {
      if (name.toString().endsWith(".parquet")) {
        throw new FileSystemException(name.toString(), null, "No space left on device");
      }
      super.replace(file, name);
    }
  }
}
