package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.logflow.it.SystemCalls.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The order in which a watching process asks the system to keep things: what a power loss leaves
 * depends on it. Each job of a group keeps it as one alone does.
 */
@Tag("soak")
class FlushOrderTest {
  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, 100})
  void each_job_is_durable_before_its_input_goes(int files) throws Exception {
    assumeTrue(SystemCalls.areVisible(), "there is no strace here");
    WatchRig rig = new WatchRig(folder.toRealPath());
    Process watch = rig.start("");
    List<Call> calls;
    try {
      WatchRig.await(() -> Files.exists(rig.inbox.resolve(".logflow/lock")));
      Optional<SystemCalls> trace = SystemCalls.of(watch, folder);
      assumeTrue(trace.isPresent(), "this user may not look at system calls");
      drop(rig, files);
      rig.awaitQuiet(files);
      calls = trace.get().end();
    } finally {
      watch.destroyForcibly();
    }
    rig.assertSound(files);
    for (List<Object> job : rig.rows("SELECT id, output_path FROM jobs")) {
      assertOrder(rig, calls, (String) job.get(0), (String) job.get(1));
    }
  }

  private void drop(WatchRig rig, int files) throws IOException {
    Path all = Files.createDirectory(folder.resolve("all"));
    for (int number = 0; number < files; number++) {
      Files.writeString(all.resolve(number + ".csv"), "id,name\n" + number + ",x\n");
    }
    for (int number = 0; number < files; number++) {
      Files.move(all.resolve(number + ".csv"), rig.inbox.resolve(number + ".csv"));
    }
  }

  private static void assertOrder(WatchRig rig, List<Call> calls, String id, String output) {
    String work = rig.inbox.resolve(".logflow/work/" + id).toString();
    String staging = rig.output.resolve("_logflow/staging/" + id + ".tmp").toString();
    Predicate<Call> record = call -> call.isFlushOf(rig.database() + "-wal");
    Predicate<Call> folderOf = call -> call.isFlushOf(rig.output.toString());

    Call claimed = one(calls, call -> call.names(work) && !call.names("/done/"), "claim " + id);
    assertThat(calls)
        .as("a record before the claim")
        .anyMatch(call -> record.test(call) && call.ended() < claimed.begun());
    Call workKept =
        next(
            calls,
            claimed,
            call -> call.isFlushOf(rig.inbox.resolve(".logflow/work").toString()),
            "work is kept");
    Call inboxKept =
        next(calls, claimed, call -> call.isFlushOf(rig.inbox.toString()), "inbox is kept");
    Call acknowledged = next(calls, later(workKept, inboxKept), record, "pending on record");

    Call staged = one(calls, call -> call.isFlushOf(staging), "flush of " + staging);
    assertThat(staged.begun()).isGreaterThan(acknowledged.ended());
    Call published = one(calls, call -> call.names(staging, output), "name of " + output);
    assertThat(published.begun())
        .as("named after its bytes are kept")
        .isGreaterThan(staged.ended());
    assertThat(calls)
        .as("the name is on record before it is given")
        .anyMatch(
            call ->
                record.test(call)
                    && call.begun() > acknowledged.ended()
                    && call.ended() < published.begun());
    Call folderKept = next(calls, published, folderOf, "the folder is kept");
    Call recorded = next(calls, folderKept, record, "the end on record");
    Call archived = one(calls, call -> call.names(work, "/done/"), "archive " + id);
    assertThat(archived.begun()).isGreaterThan(recorded.ended());
    Call doneKept =
        next(
            calls,
            archived,
            call -> call.isFlushOf(rig.inbox.resolve("done").toString()),
            "done is kept");
    Call removed = one(calls, call -> call.removes(work), "removal of " + work);
    assertThat(removed.begun()).as("removed after all of that").isGreaterThan(doneKept.ended());
  }

  private static Call later(Call one, Call other) {
    return one.ended() > other.ended() ? one : other;
  }

  private static Call one(List<Call> calls, Predicate<Call> wanted, String what) {
    List<Call> found = calls.stream().filter(wanted).toList();
    assertThat(found).as(what).isNotEmpty();
    return found.get(0);
  }

  private static Call next(List<Call> calls, Call earlier, Predicate<Call> wanted, String what) {
    Optional<Call> found = SystemCalls.after(calls, earlier, wanted);
    assertThat(found).as("%s, after %s", what, earlier).isPresent();
    return found.get();
  }
}
