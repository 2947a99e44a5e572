package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a user without special rights meets; needs root, to become one. */
@Tag("soak")
class AnotherUserTest {
  private static final String ROUTE =
      """
      - route:
          id: tell
          from:
            uri: direct:told
            steps:
              - setBody:
                  expression:
                    simple:
                      expression: "${body[job_id]}"
              - to:
                  uri: file
                  parameters:
                    directoryName: %s
                    fileName: told
      """;

  @TempDir private Path folder;

  @Test
  void of_a_sticky_folder_only_ones_own_files_are_taken() throws Exception {
    AnotherUser user = new AnotherUser(folder);
    Path inbox = Files.createDirectory(folder.resolve("in"));
    Files.setPosixFilePermissions(inbox, PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThat(new ProcessBuilder("chmod", "+t", inbox.toString()).start().waitFor()).isZero();
    Path theirs = Files.writeString(inbox.resolve("a-theirs.csv"), "v\n1\n");
    AnotherUser.own(Files.writeString(inbox.resolve("b-ours.csv"), "v\n2\n"));
    Path output = user.home().resolve("out");
    Process watch =
        user.start("watch", inbox.toString(), "--output", output.toString(), "--settle", "0s");
    try {
      WatchRig.await(() -> !WatchRig.filesIn(inbox.resolve("done")).isEmpty());
      AnotherUser.own(Files.writeString(inbox.resolve("c-later.csv"), "v\n3\n"));
      WatchRig.await(() -> WatchRig.filesIn(inbox.resolve("done")).size() == 2);
    } finally {
      watch.destroyForcibly().waitFor();
    }
    assertThat(theirs).exists();
    assertThat(WatchRig.filesIn(output)).hasSize(2);
    assertThat(user.printed())
        .containsOnlyOnce(theirs + " stays in its inbox, for it cannot be moved: ");
  }

  private Process watchWithRoute(AnotherUser user, Path inbox, Path routes) throws Exception {
    Path settings = AnotherUser.own(Files.createDirectories(user.home().resolve(".logflow")));
    Files.writeString(
        settings.resolve("config.yaml"),
        """
        inboxes:
          box: {path: "%s", output: "%s", settle: 0s, on_published: 'direct:told'}
        watch:
          routes: "%s"
        """
            .formatted(inbox, user.home().resolve("out"), routes));
    return user.start("watch");
  }

  @Test
  void routes_of_a_user_without_a_name_are_his_own_and_those_of_another_are_not() throws Exception {
    AnotherUser user = new AnotherUser(folder);
    Path inbox = AnotherUser.own(Files.createDirectory(folder.resolve("in")));
    AnotherUser.own(Files.writeString(inbox.resolve("a.csv"), "v\n1\n"));
    Path routes = user.home().resolve("mine.yaml");
    Files.writeString(routes, ROUTE.formatted(user.home()));
    Files.setAttribute(routes, "unix:uid", AnotherUser.NUMBER + 1);
    Process refused = watchWithRoute(user, inbox, routes);
    assertThat(WatchRig.ended(refused)).isEqualTo(2);
    assertThat(user.printed()).contains("others than this user may write " + routes);

    AnotherUser.own(routes);
    Process watch = watchWithRoute(user, inbox, routes);
    try {
      WatchRig.await(() -> Files.exists(user.home().resolve("told")));
    } finally {
      watch.destroyForcibly().waitFor();
    }
    assertThat(WatchRig.filesIn(inbox.resolve("done"))).containsExactly("a.csv");
  }
}
