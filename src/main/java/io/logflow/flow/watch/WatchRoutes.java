package io.logflow.flow.watch;

import io.logflow.job.ErrorKind;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.component.file.FileEndpoint;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Adds the routes of the inbox door to the pipeline's. */
final class WatchRoutes {
  private static final List<String> QUEUE =
      List.of(
          "classpath:routes/shared/watch-failures.camel.yaml",
          "classpath:routes/record/group.camel.yaml",
          "classpath:routes/record/claim-events.camel.yaml",
          "classpath:routes/record/arrival-events.camel.yaml",
          "classpath:routes/record/group-events.camel.yaml",
          "classpath:routes/work/take.camel.yaml",
          "classpath:routes/work/group.camel.yaml",
          "classpath:routes/work/publish-group.camel.yaml",
          "classpath:routes/work/put-away.camel.yaml",
          "classpath:routes/intake/claim.camel.yaml");

  private static final List<String> INTAKE = List.of("classpath:routes/intake/inbox.camel.yaml");

  private static final Logger LOG = LoggerFactory.getLogger(WatchRoutes.class);
  private static final String INBOX = "inbox-";
  private static final String SCHEDULES = "run-schedules";

  private static final List<String> BY_CLOCK =
      List.of("classpath:routes/intake/schedule.camel.yaml");

  private static final List<String> DAILY = List.of("classpath:routes/upkeep/retention.camel.yaml");

  private final CamelContext context;

  WatchRoutes(CamelContext context) {
    this.context = context;
  }

  /** The routes that take jobs from the queue and bring them to their end. */
  void loadQueue() {
    load(QUEUE);
  }

  /** The routes that watch, one an inbox. */
  void loadIntake(List<Inbox> inboxes) {
    load(INTAKE);
    addIntake(context, inboxes);
  }

  /** The route that looks what schedules want. */
  void loadSchedules() {
    load(BY_CLOCK);
  }

  /** The route that forgets old jobs. */
  void loadRetention() {
    load(DAILY);
  }

  /** Makes the routes that watch from their template. */
  static void addIntake(CamelContext context, List<Inbox> inboxes) {
    int number = 0;
    for (Inbox inbox : inboxes) {
      number++;
      TemplatedRouteBuilder.builder(context, "inbox")
          .routeId(INBOX + number)
          .parameters(
              Map.of(
                  "intake", "intake-" + number,
                  "path", inUri(inbox.settings().path()),
                  "poll", Long.toString(inbox.settings().poll().toMillis()),
                  "recursive", Boolean.toString(inbox.settings().recursive())))
          .add();
      check(context, INBOX + number, inbox.settings().path());
    }
  }

  /** Ends the looks at the inboxes, and waits for the claims that have begun. */
  void stopIntake(long millis) {
    for (Route route : context.getRoutes()) {
      String id = route.getRouteId();
      if (id.startsWith(INBOX) || id.equals(SCHEDULES)) {
        try {
          context.getRouteController().stopRoute(id, millis, TimeUnit.MILLISECONDS);
        } catch (Exception e) { // Camel declares no narrower one.
          LOG.warn("{} has not stopped in time.", id, e);
        }
      }
    }
  }

  /** A folder as Camel's address takes it, which is decoded twice on its way. */
  private static String inUri(Path folder) {
    StringBuilder escaped = new StringBuilder();
    for (char letter : folder.toString().toCharArray()) {
      boolean special = "%?#&+{}".indexOf(letter) >= 0;
      escaped.append(special ? "%%25%02X".formatted((int) letter) : String.valueOf(letter));
    }
    return escaped.toString();
  }

  /** A watcher of another folder than the one that is meant would wait for ever. */
  private static void check(CamelContext context, String route, Path folder) {
    FileEndpoint watched = (FileEndpoint) context.getRoute(route).getEndpoint();
    if (!watched.getFile().toPath().equals(folder)) {
      throw ErrorKind.CONFIGURATION.error(
          "The folder "
              + folder
              + " cannot be watched under this name: Camel makes it "
              + watched.getFile()
              + ".",
          "Rename it; a question mark, for example, may not be in its path.");
    }
  }

  private void load(List<String> files) {
    try {
      List<Resource> resources =
          files.stream().map(PluginHelper.getResourceLoader(context)::resolveResource).toList();
      PluginHelper.getRoutesLoader(context).loadRoutes(resources);
    } catch (Exception e) { // Camel declares no narrower one.
      throw ErrorKind.INTERNAL.error("The pipeline did not start: " + e.getMessage(), "", e);
    }
  }
}
