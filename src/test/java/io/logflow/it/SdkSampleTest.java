package io.logflow.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code samples/sdk} compiles against LogFlow and does what it says, in a process of its own. */
class SdkSampleTest {
  @TempDir private Path folder;

  @Test
  void the_sample_compiles_and_converts() throws Exception {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    int compiled =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-d",
                folder.toString(),
                "-cp",
                classPath,
                "samples/sdk/src/main/java/ConvertOne.java");
    assertThat(compiled).isZero();
    Path input = Files.writeString(folder.resolve("in.csv"), "id,name\n1,a\n2,b\n");
    Path output = folder.resolve("out.parquet");

    String said = run(classPath + java.io.File.pathSeparator + folder, input, output);

    assertThat(said).contains("2 rows, 2 columns: " + output);
    assertThat(Readback.columns(output))
        .isEqualTo(Map.of("id", List.of("1", "2"), "name", List.of("a", "b")));
  }

  private String run(String classPath, Path input, Path output)
      throws IOException, InterruptedException {
    Path said = folder.resolve("said.txt");
    ProcessBuilder sample =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            classPath,
            "ConvertOne",
            input.toString(),
            output.toString());
    sample.environment().keySet().removeIf(name -> name.startsWith("LOGFLOW_"));
    sample.environment().put("HOME", folder.toString());
    Process process = sample.redirectOutput(said.toFile()).redirectErrorStream(true).start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(Files.readString(said)).isZero();
    return Files.readString(said);
  }
}
