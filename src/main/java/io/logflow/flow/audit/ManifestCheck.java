package io.logflow.flow.audit;

import io.logflow.settings.InboxSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** I1 and I4 against what was put in: each file has one job, each row and each value came out. */
final class ManifestCheck implements Check {
  /** What identifies a file that was put in. */
  private record Name(String name, String sha256) {}

  @Override
  public void look(Scene scene, Consumer<Violation> found) {
    scene.plan().manifest().ifPresent(manifest -> new Look(scene, found).run(manifest));
  }

  private static final class Look {
    private final Scene scene;
    private final Consumer<Violation> found;
    private final Map<Name, List<AuditedJob>> jobs = new LinkedHashMap<>();
    private final Map<Name, Integer> waiting = new LinkedHashMap<>();
    private final Map<String, Optional<Long>> sums = new HashMap<>();
    private final Set<Path> summed = new HashSet<>();

    Look(Scene scene, Consumer<Violation> found) {
      this.scene = scene;
      this.found = found;
    }

    void run(Manifest manifest) {
      scene.plan().inboxes().forEach(this::list);
      Map<Name, List<Manifest.Entry>> put = new LinkedHashMap<>();
      for (Manifest.Entry entry : manifest.entries()) {
        sums.put(entry.sha256(), entry.sum());
        put.computeIfAbsent(new Name(entry.name(), entry.sha256()), any -> new ArrayList<>())
            .add(entry);
      }
      put.forEach(this::compare);
    }

    private void list(InboxSettings inbox) {
      for (AuditedJob job : scene.jobsOf(inbox)) {
        Optional<String> place = place(inbox, job).filter(Files::exists).map(Sha256::of);
        place
            .filter(sum -> !inbox.leavesFiles()) // There they are others' to change.
            .filter(sum -> job.sha256().isPresent() && !sum.equals(job.sha256().get()))
            .ifPresent(sum -> altered(job));
        String sum = job.sha256().or(() -> place).orElse("");
        jobs.computeIfAbsent(name(inbox, job.input(), sum), any -> new ArrayList<>()).add(job);
      }
      for (Tree.Found file : scene.waitingIn(inbox)) {
        Name name = name(inbox, file.path(), Sha256.of(file.path()));
        if (jobs.getOrDefault(name, List.of()).stream().noneMatch(job -> left(inbox, job))) {
          waiting.merge(name, 1, Integer::sum);
        }
      }
    }

    private static Optional<Path> place(InboxSettings inbox, AuditedJob job) {
      return inbox.leavesFiles() ? Optional.of(job.input()) : job.place();
    }

    /** Whether the input of a job is left in the inbox. */
    private static boolean left(InboxSettings inbox, AuditedJob job) {
      boolean leaves = job.place().isEmpty() && inbox.leavesFiles();
      return leaves || job.place().filter(job.input()::equals).isPresent();
    }

    private static Name name(InboxSettings inbox, Path file, String sha256) {
      return new Name(inbox.path().relativize(file).toString(), sha256);
    }

    private void altered(AuditedJob job) {
      report(
          Invariant.I1,
          job.place().orElseThrow().toString(),
          "It is no longer what %s read.".formatted(job.told()),
          "Something wrote to it after it was taken; drop the file again.");
    }

    private void compare(Name name, List<Manifest.Entry> put) {
      List<AuditedJob> those = jobs.getOrDefault(name, List.of());
      boolean works = scene.books().owners().any();
      int left = waiting.getOrDefault(name, 0);
      long open = those.stream().filter(AuditedJob::isOpen).count();
      if (those.size() + left != put.size()) {
        report(
            Invariant.I1,
            name.name(),
            "It was put in %d times, has %d jobs, and %d wait in the inbox (SHA-256 %s)."
                .formatted(put.size(), those.size(), left, name.sha256()),
            "Look for it with 'logflow jobs list' and in the folders of the inbox.");
      } else if (left + open > 0 && !works) {
        report(
            Invariant.I1,
            name.name(),
            "Its job has not ended, and nobody works on it.",
            "Start 'logflow watch' on its inbox.");
      }
      those.stream().filter(AuditedJob::isPublished).forEach(job -> amounts(job, put.get(0)));
    }

    private void amounts(AuditedJob job, Manifest.Entry entry) {
      long read = job.rows().orElse(0L) + job.rejected() + job.skipped();
      if (entry.rows().isPresent() && entry.rows().get() != read) {
        report(
            Invariant.I4,
            entry.name(),
            "It holds %d rows, and %s accounts for %d."
                .formatted(entry.rows().get(), job.told(), read),
            "Compare the output with the input, and report it with both.");
      }
      OutputFile file = job.output().map(scene.outputs()::get).orElse(null);
      if (file != null && file.isReadable() && file.holds(job.id()) && summed.add(file.path())) {
        expected(file).ifPresent(wanted -> compareSum(file, wanted));
      }
    }

    /** What the column's sum is to be; empty where the manifest does not say so of each input. */
    private Optional<Long> expected(OutputFile file) {
      long all = 0;
      for (OutputFile.Part part : file.parts()) {
        Optional<Long> sum = sums.getOrDefault(part.key().sha256(), Optional.empty());
        if (sum.isEmpty()) {
          return Optional.empty();
        }
        all += sum.get();
      }
      return Optional.of(all);
    }

    private void compareSum(OutputFile file, long wanted) {
      Optional<Long> sum = Contents.sum(file.path(), "id");
      if (!sum.equals(Optional.of(wanted))) {
        report(
            Invariant.I4,
            file.path().toString(),
            "The sum of its column id is %s instead of %d."
                .formatted(sum.map(String::valueOf).orElse("unknown"), wanted),
            "Compare the output with its inputs, and report it with them.");
      }
    }

    private void report(Invariant invariant, String where, String what, String remedy) {
      found.accept(new Violation(invariant, where, what, remedy));
    }
  }
}
