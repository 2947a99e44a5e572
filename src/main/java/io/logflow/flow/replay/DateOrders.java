package io.logflow.flow.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logflow.parquet.Footer;
import io.logflow.parquet.FooterMetadata;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** In which order a file of ours was found to have day and month in its dates. */
final class DateOrders {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, String>> FORMATS = new TypeReference<>() {};

  private DateOrders() {}

  /** The order; empty where no column tells, or two tell different ones. */
  static Optional<String> of(Footer file) {
    Map<String, String> formats;
    try {
      formats = JSON.readValue(file.metadata().getOrDefault(FooterMetadata.FORMATS, "{}"), FORMATS);
    } catch (JsonProcessingException e) { // Another program's key of the same name.
      return Optional.empty();
    }
    Set<String> orders =
        formats.values().stream()
            .flatMap(pattern -> order(pattern).stream())
            .collect(Collectors.toSet());
    return orders.size() == 1 ? orders.stream().findFirst() : Optional.empty();
  }

  /** Patterns that begin with the year leave nothing open. */
  private static Optional<String> order(String pattern) {
    int day = pattern.indexOf('d');
    int month = pattern.indexOf('M');
    if (day < 0 || month < 0 || pattern.startsWith("y") || pattern.startsWith("u")) {
      return Optional.empty();
    }
    return Optional.of(day < month ? "dmy" : "mdy");
  }
}
