package io.logflow.flow;

import io.logflow.flow.contract.SchemaContracts;
import io.logflow.job.ErrorKind;
import io.logflow.job.Job;
import io.logflow.job.LogFlowException;
import io.logflow.job.Target;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.micrometer.MicrometerTimerAction;
import org.apache.camel.main.Main;
import org.apache.camel.support.SimpleTypeConverter;

/**
 * Camel with the routes that convert, without any door: jobs come in by {@link #convert} and {@link
 * #plan}. Has a context of its own, so that it can live inside another Camel application.
 */
public final class Pipeline implements AutoCloseable {
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
   * Begins with what needs no beans, in the background, for the next {@link #start} of this
   * process. May be left out, and may be called again.
   */
  public static void prepare() {
    PreparedCamel.begin();
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
    Main main = PreparedCamel.take();
    try {
      beans.forEach(main::bind);
      knowTimerActions(main.getCamelContext());
      main.getCamelContext().getPropertiesComponent().setOverrideProperties(properties);
      main.start();
      return new Pipeline(main, main.getCamelTemplate(), explanation);
    } catch (Exception e) { // Camel declares no narrower one.
      main.stop();
      throw PreparedCamel.notStarted(e);
    }
  }

  /** Camel looks for a converter each time that a timer is asked for, and finds none. */
  private static void knowTimerActions(CamelContext context) {
    context
        .getTypeConverterRegistry()
        .addTypeConverter(
            MicrometerTimerAction.class,
            String.class,
            new SimpleTypeConverter(
                false, (type, exchange, value) -> MicrometerTimerAction.valueOf((String) value)));
  }

  /** Converts, publishes and records; the job comes back with all it gathered. */
  public Job convert(Job job) {
    try {
      return send("direct:convert", job);
    } catch (LogFlowException e) {
      throw PublishedAnyway.told(job, e);
    }
  }

  /** As {@link #convert}, for rows that were rejected before. */
  public Job replay(Job job) {
    try {
      return send("direct:replay", job);
    } catch (LogFlowException e) {
      throw PublishedAnyway.told(job, e);
    }
  }

  /** Inspects, scans and settles the engine; leaves nothing. */
  public Job plan(Job job) {
    Path temp = job.resources().tempDir();
    Target nowhere = new Target(temp, job.target().fileName(), job.target().ledgerOutput());
    Job aside = job.withTarget(nowhere);
    try {
      return send("direct:plan", aside).withTarget(job.target());
    } finally {
      Beans.discard(aside);
    }
  }

  /** The context in which the routes run, for doors that add routes of their own. */
  public CamelContext context() {
    return main.getCamelContext();
  }

  /** What the routes agree on with the contracts of output folders. */
  public SchemaContracts contracts() {
    return context().getRegistry().lookupByNameAndType("schema-contract", SchemaContracts.class);
  }

  /** Sends something through a route; what fails comes back as one of our failures. */
  public <T> T send(String route, Object body, Class<T> type) {
    try {
      return template.requestBody(route, body, type);
    } catch (CamelExecutionException e) {
      throw unwrapped(e);
    }
  }

  private Job send(String route, Job job) {
    return send(route, job, Job.class);
  }

  private RuntimeException unwrapped(CamelExecutionException failure) {
    if (Failure.isOutOfMemory(failure)) {
      Failure known = Failure.of(failure);
      return known.kind().error(known.message(), known.remedy(), failure.getCause());
    }
    for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof LogFlowException known) {
        return known;
      }
      if (cause instanceof SQLException statement) {
        return reported(statement);
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
