package io.logflow.publish;

import io.logflow.job.ErrorKind;
import io.logflow.job.FittedName;
import io.logflow.job.JobIds;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills the template of an output's stem. {@code {name}} is the input's name without its extension,
 * {@code {date}} and {@code {time}} are when the job was opened (UTC, {@code 20261122} and {@code
 * 081500}), {@code {job}} is the job's id and {@code {job8}} its last eight characters.
 */
final class NameTemplate {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)\\}");
  private static final DateTimeFormatter DATE = utc("yyyyMMdd");
  private static final DateTimeFormatter TIME = utc("HHmmss");
  private static final DateTimeFormatter BOTH = utc("yyyyMMdd'T'HHmmss'Z'");

  private final String template;

  NameTemplate(String template) {
    this.template = FileNames.stemOfParquet(template);
    if (this.template.isBlank() || template.contains("/") || template.contains("\\")) {
      throw ErrorKind.CONFIGURATION.error(
          "conversion.output_name is \"" + template + "\", which is no file name.",
          "Give a file name without a folder, for example \"{name}-{date}\".");
    }
  }

  private static DateTimeFormatter utc(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(ZoneOffset.UTC);
  }

  /** The stem for an input of this stem, safe as a file name. */
  String fill(String name, String jobId, long createdAt) {
    Instant opened = Instant.ofEpochMilli(createdAt);
    Map<String, String> values =
        new TreeMap<>(
            Map.of(
                "name", name,
                "date", DATE.format(opened),
                "time", TIME.format(opened),
                "job", jobId,
                "job8", JobIds.shortForm(jobId)));
    return FileNames.safe(
        PLACEHOLDER
            .matcher(template)
            .replaceAll(found -> Matcher.quoteReplacement(value(found.group(1), values))));
  }

  private String value(String key, Map<String, String> values) {
    if (!values.containsKey(key)) {
      throw ErrorKind.CONFIGURATION.error(
          "conversion.output_name is \"" + template + "\", and {" + key + "} is unknown.",
          "Use {" + String.join("}, {", values.keySet()) + "}.");
    }
    return values.get(key);
  }

  /** The name under which a job publishes where each job has a name of its own. */
  static String version(String stem, String jobId, long createdAt) {
    String suffix =
        "-" + BOTH.format(Instant.ofEpochMilli(createdAt)) + "-" + JobIds.shortForm(jobId);
    return FittedName.of(stem, suffix + FileNames.PARQUET);
  }
}
