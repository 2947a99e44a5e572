package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What else the user tells Java, and what becomes of the class archive then. */
@Tag("distribution")
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "logflow.cmd has no class archive")
class ClassArchiveOptionsTest {
  @TempDir private Path folder;
  private ClassArchiveRig rig;

  @BeforeEach
  void prepare() throws IOException {
    rig = new ClassArchiveRig(folder);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "LOGFLOW_JAVA_OPTS=-Xmx1g -Xshare:off",
        "LOGFLOW_JAVA_OPTS=-Xmx1g\n-XX:AOTMode=off",
        "LOGFLOW_JAVA_OPTS=@options",
        "JAVA_TOOL_OPTIONS=-Xshare:auto",
        "JDK_JAVA_OPTIONS=-XX:SharedArchiveFile=own.jsa",
        "_JAVA_OPTIONS=-XX:+AutoCreateSharedArchive"
      })
  void options_of_the_users_own_for_such_a_file_keep_it_away(String own) throws Exception {
    rig.allow();
    rig.convert();
    rig.awaitArchive();
    String[] variable = own.split("=", 2);
    Launched run = rig.launch(Map.of(variable[0], variable[1]), "convert a.csv");
    assertThat(run.out()).startsWith("ran").doesNotContain(ClassArchiveRig.USED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"LOGFLOW_JAVA_OPTS", "JAVA_TOOL_OPTIONS"})
  void a_collector_of_the_users_own_is_the_only_one(String variable) throws Exception {
    rig.allow();
    rig.convert();
    rig.awaitArchive();
    Launched run = rig.launch(Map.of(variable, "-Xmx1g -XX:+UseSerialGC"), "convert a.csv");
    assertThat(run.out()).contains(ClassArchiveRig.USED).doesNotContain("UseParallelGC");
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void garbage_has_a_bound_unless_the_heap_is_given_or_no_data_is_read() throws Exception {
    String bound = "-XX:MaxNewSize=";
    assertThat(rig.launch(Map.of(), "convert a.csv").out()).contains(bound);
    assertThat(rig.launch(Map.of(), "jobs list").out()).startsWith("ran").doesNotContain(bound);
    for (String own : List.of("-Xmx90m", "-XX:MaxRAMPercentage=1", "-XX:NewRatio=3", "-Xmn20m")) {
      Launched run = rig.launch(Map.of("LOGFLOW_JAVA_OPTS", own), "convert a.csv");
      assertThat(run.out()).startsWith("ran").doesNotContain(bound);
    }
  }
}
