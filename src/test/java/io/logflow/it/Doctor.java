package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs {@code logflow doctor --audit} on a watched folder, with a home folder of its own. */
final class Doctor {
  private Doctor() {}

  /** Audits; nothing may be found. */
  static void findsNothing(WatchRig rig, Path home, String... more) throws Exception {
    List<String> arguments = new ArrayList<>(List.of("doctor", "--audit"));
    arguments.addAll(List.of("--inbox", rig.inbox.toString(), "--output", rig.output.toString()));
    arguments.addAll(List.of("--database", rig.database().toString()));
    arguments.addAll(List.of(more));
    Files.createDirectories(home);
    CommandLineRun run = CommandLineRun.of(home, home, arguments.toArray(String[]::new));
    assertThat(run.out() + run.err().replaceFirst("(?m)^Picked up.*\n", ""))
        .matches("\\S+(?: \\d+)* jobs?, .* outputs?, 0 violations\\.\\s*");
    assertThat(run.exitCode()).isZero();
  }
}
