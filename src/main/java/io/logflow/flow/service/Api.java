package io.logflow.flow.service;

import io.logflow.flow.watch.Watch;
import io.logflow.http.ApiLifecycle;
import io.logflow.http.ApiRouter;
import io.logflow.http.Bodies;
import io.logflow.http.ConvertHandler;
import io.logflow.http.Downloads;
import io.logflow.http.EventStream;
import io.logflow.http.HttpService;
import io.logflow.http.JobDoor;
import io.logflow.http.JobEnds;
import io.logflow.http.SchemaHandler;
import io.logflow.http.UploadFiles;
import io.logflow.http.UploadHandler;
import io.logflow.http.Work;
import io.logflow.job.ErrorKind;
import io.logflow.settings.ServerSettings;
import io.logflow.store.OldJobs;
import io.logflow.store.Uploads;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpEngine;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;

/** The HTTP interface: its routes, the beans that they name, and the handlers of streams. */
final class Api {
  private static final List<String> ROUTES =
      List.of(
          "classpath:routes/shared/api-failures.camel.yaml",
          "classpath:routes/api/reports.camel.yaml",
          "classpath:routes/api/jobs.camel.yaml",
          "classpath:routes/api/steering.camel.yaml",
          "classpath:routes/api/openapi.camel.yaml",
          "classpath:routes/api/profiles.camel.yaml",
          "classpath:routes/api/profile-changes.camel.yaml",
          "classpath:routes/api/retention.camel.yaml");

  private final Map<String, Object> beans = new LinkedHashMap<>();
  private final Runnable handlers;

  Api(
      Service.Parts parts,
      Watch watch,
      HttpService http,
      Pulse pulse,
      Meters meters,
      JobEnds ends) {
    // Instead of Camel's own server, which listens everywhere and asks nobody who it is.
    beans.put(ApiRouter.NAME, http.router());
    beans.put("platform-http-engine", new VertxPlatformHttpEngine());
    beans.put("api-headers", new ApiHeaders());
    beans.put("answers", new Answers());
    beans.put("reports", new Reports(pulse, meters));
    beans.put(
        "profile-resource", new ProfileResource(parts.store(), () -> parts.loader().get().build()));
    ServerFiles served = new ServerFiles(parts.store());
    beans.put("job-resource", new JobResource(parts.store(), watch, served));
    ServerSettings server = parts.process().server();
    UploadFiles files =
        new UploadFiles(
            server.folder().resolve("uploads"), new Uploads(parts.store()), Clock.systemUTC());
    Work work = http.work();
    Bodies bodies =
        new Bodies(work, server.maxUploadBytes(), server.maxUploads(), meters::uploaded);
    JobDoor jobs = new HttpJobs(parts, watch.arrivals());
    UploadHandler uploads = new UploadHandler(work, bodies, files, jobs);
    beans.put(
        "server-retention",
        new ServerRetention(parts.process(), uploads, served, new OldJobs(parts.store())));
    this.handlers =
        () -> {
          files.sweep();
          ApiLifecycle.addTo(http.router(), "/api/v1/*", server.v1());
          uploads.addTo(http.router());
          addHandlers(work, bodies, files, jobs, http, ends);
        };
  }

  private static void addHandlers(
      Work work, Bodies bodies, UploadFiles files, JobDoor jobs, HttpService http, JobEnds ends) {
    Downloads downloads = new Downloads(work, jobs);
    new ConvertHandler(work, bodies, files, jobs, downloads, ends)
        .addTo(http.router(), http.router());
    new SchemaHandler(work, bodies, files, jobs).addTo(http.router(), http.router());
    downloads.addTo(http.router());
    new EventStream(work, jobs, ends).addTo(http.router());
  }

  /** Beans by the names that routes use. */
  Map<String, Object> byName() {
    return beans;
  }

  void addTo(CamelContext context) {
    handlers.run();
    beans.forEach(context.getRegistry()::bind);
    try {
      List<Resource> resources =
          ROUTES.stream().map(PluginHelper.getResourceLoader(context)::resolveResource).toList();
      PluginHelper.getRoutesLoader(context).loadRoutes(resources);
    } catch (Exception e) { // Camel declares no narrower one.
      throw ErrorKind.INTERNAL.error("The HTTP interface did not start: " + e.getMessage(), "", e);
    }
  }
}
