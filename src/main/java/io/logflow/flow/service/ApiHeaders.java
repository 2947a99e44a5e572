package io.logflow.flow.service;

import java.util.Locale;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.spi.HeaderFilterStrategy;

/**
 * Lets no field and no parameter of a request into a route as a header, and no header out that is
 * none of ours: Camel would take parameters for headers and send them back.
 */
final class ApiHeaders implements HeaderFilterStrategy {
  private static final Set<String> OUT =
      Set.of("location", "retry-after", "link", "www-authenticate", "allow");

  @Override
  public boolean applyFilterToCamelHeaders(String name, Object value, Exchange exchange) {
    return !OUT.contains(name.toLowerCase(Locale.ROOT));
  }

  @Override
  public boolean applyFilterToExternalHeaders(String name, Object value, Exchange exchange) {
    return true;
  }
}
