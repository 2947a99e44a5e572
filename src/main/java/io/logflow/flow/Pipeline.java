package io.logflow.flow;

import io.logflow.job.ErrorKind;
import io.logflow.job.Job;
import io.logflow.job.LogFlowException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.main.Main;

/**
 * Camel with the routes that convert, without any door: jobs come in by {@link #convert} and {@link
 * #plan}. Has a context of its own, so that it can live inside another Camel application.
 */
public final class Pipeline implements AutoCloseable {
  private static final String ROUTES =
      String.join(
          ",",
          "classpath:routes/shared/failures.camel.yaml",
          "classpath:routes/convert/convert.camel.yaml",
          "classpath:routes/convert/plan.camel.yaml",
          "classpath:routes/convert/engine-choice.camel.yaml",
          "classpath:routes/convert/engines.camel.yaml",
          "classpath:routes/record/record.camel.yaml",
          "classpath:routes/record/events.camel.yaml");

  private final Main main;
  private final ProducerTemplate template;
  private final Function<SQLException, LogFlowException> explanation;

  private Pipeline(
      Main main, ProducerTemplate template, Function<SQLException, LogFlowException> explanation) {
    this.main = main;
    this.template = template;
    this.explanation = explanation;
  }

  /**
   * Starts the routes.
   *
   * @param beans what the routes name, by name
   * @param properties placeholders of the routes
   * @param explanation what a failed statement on the state database means
   */
  public static Pipeline start(
      Map<String, Object> beans,
      Properties properties,
      Function<SQLException, LogFlowException> explanation) {
    Main main = new Main();
    main.setDefaultPropertyPlaceholderLocation("false");
    main.setInitialProperties(camelProperties());
    main.setOverrideProperties(properties);
    main.configure().setRoutesIncludePattern(ROUTES);
    beans.forEach(main::bind);
    try {
      main.start();
      return new Pipeline(main, main.getCamelTemplate(), explanation);
    } catch (Exception e) { // Camel declares no narrower one.
      main.stop();
      throw ErrorKind.INTERNAL.error("The pipeline did not start: " + e.getMessage(), "", e);
    }
  }

  private static Properties camelProperties() {
    Properties properties = new Properties();
    try (InputStream in = Pipeline.class.getResourceAsStream("/config/camel.properties")) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return properties;
  }

  /** Converts, publishes and records; the job comes back with all it gathered. */
  public Job convert(Job job) {
    try {
      return send("direct:convert", job);
    } catch (LogFlowException e) {
      throw PublishedAnyway.told(job, e);
    }
  }

  /** Inspects, scans and settles the engine; writes nothing beside the job's target. */
  public Job plan(Job job) {
    return send("direct:plan", job);
  }

  private Job send(String route, Job job) {
    try {
      return template.requestBody(route, job, Job.class);
    } catch (CamelExecutionException e) {
      throw unwrapped(e);
    }
  }

  private RuntimeException unwrapped(CamelExecutionException failure) {
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof LogFlowException known) {
        return known;
      }
      if (cause instanceof SQLException statement) {
        return reported(statement);
      }
      if (cause instanceof OutOfMemoryError) {
        return ErrorKind.LIMIT_EXCEEDED.error(
            "The conversion needs more memory than the Java heap of "
                + (Runtime.getRuntime().maxMemory() >> 20)
                + " MiB.",
            "Give it more, for example LOGFLOW_JAVA_OPTS=-Xmx4g, or run fewer --jobs at once.",
            cause);
      }
    }
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    return ErrorKind.INTERNAL.error(
        "LogFlow itself failed: " + cause, "Run again with LOGFLOW_DEBUG=1 and report it.", cause);
  }

  /**
   * A statement that fails while a failure is being recorded must not hide that failure, which
   * Camel adds to it.
   */
  private LogFlowException reported(SQLException statement) {
    LogFlowException explained = explanation.apply(statement);
    for (Throwable hidden : statement.getSuppressed()) {
      if (hidden instanceof LogFlowException original) {
        original.addSuppressed(explained);
        return original;
      }
    }
    return explained;
  }

  @Override
  public void close() {
    main.stop();
  }
}
