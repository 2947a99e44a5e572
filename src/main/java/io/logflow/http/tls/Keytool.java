package io.logflow.http.tls;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.logflow.job.ErrorKind;
import io.logflow.job.LogFlowException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Makes key and certificate with the tool of this Java. Java has no public class that does; those
 * of libraries are made for tests, or are another large library.
 */
final class Keytool {
  /** What browsers take at most is 398 days. */
  static final int DAYS = 397;

  private static final String VARIABLE = "LOGFLOW_KEYSTORE_PASSWORD";
  private static final int SECONDS = 60;

  private Keytool() {}

  /**
   * Makes a pair for a server of these names.
   *
   * @param store file that is made, PKCS #12
   * @throws LogFlowException CONFIGURATION where this Java has no such tool, or it fails
   */
  static void makePair(Path store, String password, HostNames names) throws IOException {
    Path tool = tool();
    Path said = store.resolveSibling("keytool.txt");
    ProcessBuilder builder =
        new ProcessBuilder(
                tool.toString(),
                "-J-Duser.language=en",
                "-genkeypair",
                "-alias",
                SelfSigned.ALIAS,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-sigalg",
                "SHA256withECDSA",
                "-validity",
                Integer.toString(DAYS),
                "-dname",
                "CN=LogFlow",
                "-ext",
                "san=" + alternatives(names),
                "-ext",
                "bc=ca:false",
                "-ext",
                "ku:critical=digitalSignature",
                "-ext",
                "eku=serverAuth",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass:env",
                VARIABLE)
            .redirectErrorStream(true)
            .redirectOutput(said.toFile());
    builder.environment().put(VARIABLE, password);
    Process process = builder.start();
    try {
      process.getOutputStream().close();
      boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
      if (!ended || process.exitValue() != 0) {
        throw failed("keytool: " + (ended ? Files.readString(said, UTF_8).strip() : "no end"));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed("interrupted");
    } finally {
      process.destroyForcibly();
      Files.deleteIfExists(said);
    }
  }

  private static String alternatives(HostNames names) {
    return names.list().stream()
        .map(name -> (HostNames.isAddress(name) ? "ip:" : "dns:") + name)
        .collect(Collectors.joining(","));
  }

  private static Path tool() {
    Path folder = Path.of(System.getProperty("java.home"), "bin");
    return List.of("keytool", "keytool.exe").stream()
        .map(folder::resolve)
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow(() -> failed("this Java (" + folder + ") has no keytool"));
  }

  private static LogFlowException failed(String why) {
    return ErrorKind.CONFIGURATION.error(
        "No certificate could be made: " + why + ".",
        "Give one with --cert and --key, or run LogFlow with a whole JDK or JRE.");
  }
}
