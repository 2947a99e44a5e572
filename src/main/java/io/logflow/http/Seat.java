package io.logflow.http;

import io.vertx.ext.web.RoutingContext;
import java.io.IOException;

/**
 * The place of one body among those that come at once, from the head of its request to the end of
 * the answer or of the connection. On the event loop only.
 */
final class Seat {
  private static final String KEY = Seat.class.getName();

  private boolean left;
  private Reception reception;

  private Seat() {}

  /** Takes a place; it is left once, whatever becomes of the request. */
  static void take(RoutingContext context, Runnable leave) {
    Seat seat = new Seat();
    context.put(KEY, seat);
    context.addEndHandler(
        end -> {
          seat.left = true;
          leave.run();
          if (seat.reception != null) {
            seat.reception.stop(cut());
          }
        });
  }

  /** Ends a reception together with the connection, which may be gone by now. */
  static void occupy(RoutingContext context, Reception reception) {
    Seat seat = context.get(KEY);
    seat.reception = reception;
    if (seat.left) {
      reception.stop(cut());
    }
  }

  private static IOException cut() {
    return new IOException("the connection was closed");
  }
}
