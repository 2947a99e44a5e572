package io.logflow.flow;

import io.logflow.job.Conversion;
import io.logflow.job.Dialect;
import io.logflow.job.Inspection;
import io.logflow.job.Job;
import io.logflow.job.Unpacked;
import java.util.List;

/** What a stage has decided about a job, and why, in words. */
final class Decisions {
  private Decisions() {}

  /** The decisions of a stage that has just run; most decide nothing. */
  static List<String> of(String stage, Job job) {
    return switch (stage) {
      case "unpack" ->
          job.inputs().stream()
              .flatMap(
                  input ->
                      input.unpacked().stream()
                          .map(found -> input.originalName() + " is " + words(found)))
              .toList();
      case "inspect" ->
          job.inputs().stream()
              .flatMap(
                  input ->
                      input.inspection().stream()
                          .map(found -> input.originalName() + " is " + words(found)))
              .toList();
      case "settle-engine" ->
          job.choice().stream()
              .map(choice -> "engine " + choice.engine() + ": " + choice.reason())
              .toList();
      case "convert" -> job.conversion().flatMap(Conversion::note).stream().toList();
      default -> List.of();
    };
  }

  private static String words(Unpacked found) {
    return found.compression().label() + ", " + found.size() + " bytes unpacked";
  }

  private static String words(Inspection found) {
    return String.join(
        " ",
        found.format().label(),
        "in",
        found.charset() + ".",
        found.encodingEvidence(),
        found.format().isJson() ? found.dialect().evidence() : words(found.dialect()));
  }

  private static String words(Dialect dialect) {
    return String.join(
        " ",
        "Delimiter '" + dialect.delimiter() + "',",
        dialect.quote() == 0 ? "no quote," : "quote '" + dialect.quote() + "',",
        dialect.header() ? "with header." : "without header.",
        dialect.evidence());
  }
}
