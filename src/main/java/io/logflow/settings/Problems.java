package io.logflow.settings;

import io.logflow.job.ErrorKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Collects what is wrong, so that one run tells all of it. */
final class Problems {
  private final List<Problem> found = new ArrayList<>();

  private record Problem(String message, String remedy) {}

  void add(Origin origin, String message, String remedy) {
    found.add(new Problem(origin.place() + ": " + message, remedy));
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  /** Throws a failure of kind CONFIGURATION when anything was found. */
  void throwIfAny() {
    if (found.size() == 1) {
      throw ErrorKind.CONFIGURATION.error(found.get(0).message(), found.get(0).remedy());
    }
    if (!found.isEmpty()) {
      throw ErrorKind.CONFIGURATION.error(
          found.size() + " settings are wrong:" + lines(),
          "Correct them and check with: logflow config validate");
    }
  }

  private String lines() {
    return found.stream()
        .map(problem -> "\n  " + problem.message() + " " + problem.remedy())
        .collect(Collectors.joining());
  }
}
