package io.logflow.flow.service;

import io.logflow.flow.watch.Watch;
import io.logflow.http.ApiRouter;
import io.logflow.http.HttpService;
import io.logflow.job.ErrorKind;
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
          "classpath:routes/api/steering.camel.yaml");

  private final Map<String, Object> beans = new LinkedHashMap<>();

  Api(Service.Parts parts, Watch watch, HttpService http, Pulse pulse, Meters meters) {
    // Instead of Camel's own server, which listens everywhere and asks nobody who it is.
    beans.put(ApiRouter.NAME, http.router());
    beans.put("platform-http-engine", new VertxPlatformHttpEngine());
    beans.put("api-headers", new ApiHeaders());
    beans.put("answers", new Answers());
    beans.put("reports", new Reports(pulse, meters));
    beans.put("job-resource", new JobResource(parts.store(), watch));
  }

  /** Beans by the names that routes use. */
  Map<String, Object> byName() {
    return beans;
  }

  void addTo(CamelContext context) {
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
