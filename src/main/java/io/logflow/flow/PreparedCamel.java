package io.logflow.flow;

import io.logflow.job.ErrorKind;
import io.logflow.job.LogFlowException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.camel.main.Main;

/**
 * Camel with its routes read, but not started: the beans they name need not be there. Made by a
 * thread of its own, while others read settings and open the state database.
 */
final class PreparedCamel {
  private static final String ROUTES =
      String.join(
          ",",
          "classpath:routes/shared/failures.camel.yaml",
          "classpath:routes/convert/convert.camel.yaml",
          "classpath:routes/convert/agree.camel.yaml",
          "classpath:routes/convert/replay.camel.yaml",
          "classpath:routes/convert/plan.camel.yaml",
          "classpath:routes/convert/engine-choice.camel.yaml",
          "classpath:routes/convert/run-engine.camel.yaml",
          "classpath:routes/convert/engines.camel.yaml",
          "classpath:routes/record/contract.camel.yaml",
          "classpath:routes/convert/check.camel.yaml",
          "classpath:routes/record/record.camel.yaml",
          "classpath:routes/record/events.camel.yaml");

  private static final AtomicReference<FutureTask<Main>> WAITING = new AtomicReference<>();

  private PreparedCamel() {}

  /** Begins to prepare one, where none is waiting to be taken. */
  static void begin() {
    FutureTask<Main> task = new FutureTask<>(PreparedCamel::prepare);
    if (WAITING.compareAndSet(null, task)) {
      Thread thread = new Thread(task, "logflow-prepare");
      thread.setDaemon(true);
      thread.start();
    }
  }

  /** Hands out the one that is waiting, else a new one; each once. */
  static Main take() {
    FutureTask<Main> begun = WAITING.getAndSet(null);
    FutureTask<Main> task = begun == null ? new FutureTask<>(PreparedCamel::prepare) : begun;
    task.run(); // Does nothing where its thread has begun.
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw notStarted(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw notStarted(e);
    }
  }

  static LogFlowException notStarted(Throwable cause) {
    return ErrorKind.INTERNAL.error("The pipeline did not start: " + cause.getMessage(), "", cause);
  }

  private static Main prepare() throws IOException {
    Main main = new Main();
    main.setDefaultPropertyPlaceholderLocation("false");
    main.setInitialProperties(camelProperties());
    main.configure().setRoutesIncludePattern(ROUTES);
    main.init();
    return main;
  }

  private static Properties camelProperties() throws IOException {
    Properties properties = new Properties();
    try (InputStream in = PreparedCamel.class.getResourceAsStream("/config/camel.properties")) {
      properties.load(in);
    }
    return properties;
  }
}
