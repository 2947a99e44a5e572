package io.logflow.flow.service;

import io.logflow.http.Problem;
import org.apache.camel.Exchange;
import org.apache.camel.Message;

/** Writes the answers of routes. */
public final class Answers {
  Answers() {}

  /** Answers with a document. */
  static void json(Exchange exchange, int status, Object document) {
    text(exchange, status, "application/json", JobDocument.json(document));
  }

  /** Answers with a text of some media type. */
  static void text(Exchange exchange, int status, String type, String text) {
    Message message = exchange.getMessage();
    message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
    message.setHeader(Exchange.CONTENT_TYPE, type);
    message.setBody(text);
  }

  /** Answers with nothing. */
  static void nothing(Exchange exchange) {
    exchange.getMessage().setHeader(Exchange.HTTP_RESPONSE_CODE, 204);
    exchange.getMessage().setBody(null);
  }

  /** Answers with what went wrong in a route. */
  public void problem(Exchange exchange) {
    Problem problem = Problem.of(exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class));
    text(exchange, problem.status(), Problem.TYPE, problem.json());
    problem.headers().forEach(exchange.getMessage()::setHeader);
  }
}
