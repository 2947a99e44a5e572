package io.logflow.http;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;

/**
 * The router that Camel's routes register with. Their requests are small: what is larger is not
 * read, and no file that comes with one is stored.
 */
public final class ApiRouter extends VertxPlatformHttpRouter {
  /** The name under which Camel looks for a router that has no port of its own. */
  public static final String NAME = PLATFORM_HTTP_ROUTER_NAME_ZERO;

  private static final long MOST_BYTES = 1 << 20;

  ApiRouter(Vertx vertx, Router router) {
    super(null, vertx, router, NAME);
  }

  @Override
  public Handler<RoutingContext> bodyHandler() {
    Handler<RoutingContext> reader = BodyHandler.create(false).setBodyLimit(MOST_BYTES);
    return context -> {
      Replies.letSend(context.request());
      reader.handle(context);
    };
  }
}
