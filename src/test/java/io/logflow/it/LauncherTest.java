package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.logflow.job.ErrorKind;
import io.logflow.job.Product;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher of the packed distribution, run as a user runs it. */
@Tag("distribution")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "logflow.cmd has no test yet")
class LauncherTest {
  private static final String VERSION = "logflow " + Product.VERSION;

  @TempDir private Path folder;
  private Path launcher;

  @BeforeEach
  void findLauncher() throws IOException {
    launcher = Launched.distribution().resolve("logflow");
  }

  @Test
  void runs_from_any_folder() throws Exception {
    Launched run = Launched.run(folder, Map.of(), launcher, "--version");
    assertThat(run.out().strip()).isEqualTo(VERSION);
    assertThat(run.err()).isEmpty();
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void runs_through_links_and_in_folders_with_blanks_and_umlauts() throws Exception {
    Path home = Files.createDirectories(folder.resolve("Meine Größen/über alles"));
    copy(launcher.getParent(), home.resolve("log flow"));
    Path link = Files.createSymbolicLink(home.resolve("first link"), Path.of("log flow/logflow"));
    Path second = Files.createSymbolicLink(folder.resolve("second"), link);
    Launched run = Launched.run(folder, Map.of(), second, "--version");
    assertThat(run.out().strip()).isEqualTo(VERSION);
    assertThat(run.exitCode()).isZero();
  }

  @Test
  void passes_the_exit_code_on() throws Exception {
    Launched run = Launched.run(folder, Map.of(), launcher, "--no-such-option");
    assertThat(run.exitCode()).isEqualTo(ErrorKind.USAGE.exitCode());
    assertThat(run.err()).contains("--no-such-option");
  }

  @Test
  void gives_arguments_on_as_they_are() throws Exception {
    Launched run = Launched.run(folder, Map.of(), launcher, "--x y *", "$HOME");
    assertThat(run.err()).contains("--x y *").contains("$HOME");
  }

  @Test
  void prefers_the_newest_jdk() throws Exception {
    Path old = fakeJdk("old", "11.0.2");
    Path newest = fakeJdk("newest", "999.1");
    fakeJdk(".jdks/middle", "998");
    Map<String, String> variables =
        Map.of("JAVA_HOME", newest.toString(), "HOME", folder.toString(), "PATH", path(old));
    Launched run = Launched.run(folder, variables, launcher, "--version");
    assertThat(run.out()).startsWith("newest").contains("--enable-native-access=ALL-UNNAMED");
  }

  @Test
  void finds_a_jdk_that_no_variable_names() throws Exception {
    fakeJdk(".sdkman/candidates/java/997", "997");
    Launched run = Launched.run(folder, Map.of("HOME", folder.toString()), launcher, "--version");
    assertThat(run.out()).startsWith("997");
  }

  @Test
  void takes_the_jdk_it_is_told_and_refuses_one_that_is_too_old() throws Exception {
    Path chosen = fakeJdk("chosen", "21");
    Launched run =
        Launched.run(folder, Map.of("LOGFLOW_JAVA_HOME", chosen.toString()), launcher, "--version");
    assertThat(run.out()).startsWith("chosen").doesNotContain("--enable-native-access");

    Path old = fakeJdk("old", "1.8.0_402");
    Launched refused =
        Launched.run(folder, Map.of("LOGFLOW_JAVA_HOME", old.toString()), launcher, "--version");
    assertThat(refused.exitCode()).isEqualTo(ErrorKind.CONFIGURATION.exitCode());
    assertThat(refused.err()).contains("17 or newer").contains(old.toString());
  }

  @Test
  void gives_its_options_to_the_jvm() throws Exception {
    Launched run =
        Launched.run(
            folder, Map.of("LOGFLOW_JAVA_OPTS", "-XX:+PrintFlagsFinal -Xmx99m"), launcher, "-V");
    assertThat(run.out()).containsPattern("MaxHeapSize\\s*=\\s*104857600");
  }

  @Test
  void ends_what_watches_when_memory_has_run_out() throws Exception {
    Map<String, String> java = Map.of("LOGFLOW_JAVA_HOME", fakeJdk("fake", "17").toString());
    assertThat(Launched.run(folder, java, launcher, "watch").out())
        .contains("-XX:+ExitOnOutOfMemoryError");
    assertThat(Launched.run(folder, java, launcher, "jobs").out()).doesNotContain("OutOfMemory");
  }

  @Test
  void gives_java_a_locale_that_can_name_every_file() throws Exception {
    assertThat(fakeRun(Map.of("LC_ALL", "POSIX"))).contains("LC_ALL=C.UTF-8");
    assertThat(fakeRun(Map.of("LC_ALL", "", "LC_CTYPE", "", "LANG", ""))).contains("=C.UTF-8");
    assertThat(fakeRun(Map.of("LC_ALL", "xx_XX.UTF-8"))).contains("LC_ALL=C.UTF-8");
    assertThat(fakeRun(Map.of("LC_ALL", "", "LC_CTYPE", "", "LANG", "C.UTF-8")))
        .endsWith("LC_ALL=");
  }

  @Test
  void tells_whether_errors_go_to_a_terminal() throws Exception {
    assertThat(fakeRun(Map.of())).doesNotContain("logflow.terminal");
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/script")), "no program that opens a terminal");
    assumeTrue(System.getProperty("os.name").equals("Linux"), "script takes other options here");
    Path java = fakeJdk("seen", "17");
    String command = "LOGFLOW_JAVA_HOME='" + java + "' '" + launcher + "' --version";
    Launched run = Launched.run(folder, Map.of(), "script", "-qec", command, "/dev/null");
    assertThat(run.out()).contains("-Dlogflow.terminal=true");
  }

  private String fakeRun(Map<String, String> variables) throws Exception {
    Map<String, String> all = new HashMap<>(variables);
    all.put("LOGFLOW_JAVA_HOME", fakeJdk("fake", "17").toString());
    return Launched.run(folder, all, launcher, "--version").out().strip();
  }

  private static String path(Path jdk) {
    return jdk.resolve("bin") + ":/usr/bin:/bin";
  }

  /** A folder that looks like a JDK; its java prints the folder's name and what it was given. */
  private Path fakeJdk(String name, String version) throws IOException {
    Path home = folder.resolve(name);
    Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
    Files.writeString(java, "#!/bin/sh\necho " + home.getFileName() + " \"$@\" LC_ALL=$LC_ALL\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(home.resolve("release"), "OS_ARCH=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    return home;
  }

  private static void copy(Path from, Path to) throws Exception {
    assertThat(Launched.run(from, Map.of(), "cp", "-R", from, to).exitCode()).isZero();
  }
}
