package io.logflow.settings;

import java.util.List;
import java.util.Map;

/** Checks what only holds between settings. */
final class Consistency {
  private static final long GZIP_MAX_LEVEL = 9;

  private Consistency() {}

  static void check(Map<String, Setting> settings, Problems problems) {
    contract(settings, problems);
    level(settings, problems);
    characters(settings, problems);
    separators(settings, problems);
    layout(settings, problems);
    dataset(settings, problems);
  }

  /** What cannot be said of a part, because it is said of all parts together, or of none. */
  private static void dataset(Map<String, Setting> settings, Problems problems) {
    if (!isGiven(settings.get("conversion.output_kind"), "file")) {
      return;
    }
    for (String key : List.of("conversion.partition_by", "conversion.max_file_size")) {
      Setting parts = settings.get(key);
      if (isGiven(parts, key.endsWith("by") ? List.of() : "none")) {
        problems.add(
            parts.origin(),
            key + " cannot be kept in a dataset, to which each job adds one part.",
            "Leave it out, or take output_kind: file.");
      }
    }
    Setting existing = settings.get("conversion.on_existing");
    if (existing != null && existing.value().equals("replace")) {
      problems.add(
          existing.origin(),
          "conversion.on_existing is replace, and in a dataset nothing is replaced.",
          "Set it to version, where each job adds its rows, or to fail, where an input that is in"
              + " the dataset already fails; or take output_kind: file.");
    }
    Setting mode = settings.get("schema.mode");
    if (mode != null && !List.of("auto", "version", "freeze").contains(mode.value())) {
      problems.add(
          mode.origin(),
          "schema.mode is " + mode.value() + ", and a dataset has one schema.",
          "Leave it out, or set it to version or freeze; or take output_kind: file.");
    }
  }

  /** DuckDB lays out, which chooses Bloom filters itself and knows no levels of gzip. */
  private static void layout(Map<String, Setting> settings, Problems problems) {
    boolean asked =
        isGiven(settings.get("conversion.sort_by"), List.of())
            || isGiven(settings.get("conversion.partition_by"), List.of())
            || isGiven(settings.get("conversion.max_file_size"), "none");
    if (!asked) {
      return;
    }
    Setting filters = settings.get("conversion.bloom_filters");
    if (isGiven(filters, List.of())) {
      problems.add(
          filters.origin(),
          "conversion.bloom_filters cannot be kept where rows are sorted or parted.",
          "Leave out bloom_filters, or sort_by, partition_by and max_file_size.");
    }
    Setting level = settings.get("conversion.compression_level");
    Setting codec = settings.get("conversion.compression");
    if (isGiven(level, "auto") && codec != null && codec.value().equals("gzip")) {
      problems.add(
          level.origin(),
          "conversion.compression_level is not kept for gzip where rows are sorted or parted.",
          "Leave out the level, or take compression: zstd.");
    }
  }

  private static boolean isGiven(Setting setting, Object standard) {
    return setting != null && !setting.value().equals(standard);
  }

  /** Offsets are a column's that may not fit; what was not read has none. */
  private static void contract(Map<String, Setting> settings, Problems problems) {
    Setting mode = settings.get("schema.mode");
    Setting offsets = settings.get("conversion.offsets");
    boolean both = isGiven(offsets, "utc") && mode != null && mode.value().equals("rescue");
    if (both) {
      problems.add(
          offsets.origin(),
          "conversion.offsets is 'column', which schema.mode: rescue does not keep.",
          "Set offsets to utc, or schema.mode to version.");
    }
  }

  private static void characters(Map<String, Setting> settings, Problems problems) {
    Setting delimiter = settings.get("conversion.delimiter");
    Setting quote = settings.get("conversion.quote");
    boolean given = delimiter != null && quote != null && !delimiter.value().equals("auto");
    if (given && delimiter.value().equals(quote.value())) {
      problems.add(
          quote.origin(),
          "conversion.quote and conversion.delimiter are the same character.",
          "Choose another one for one of the two.");
    }
  }

  private static void separators(Map<String, Setting> settings, Problems problems) {
    Setting decimal = settings.get("conversion.decimal_separator");
    Setting thousands = settings.get("conversion.thousands_separator");
    if (decimal != null && thousands != null && decimal.value().equals(thousands.value())) {
      boolean told = !decimal.value().equals("auto");
      if (told) {
        problems.add(
            thousands.origin(),
            "conversion.decimal_separator and conversion.thousands_separator are the same.",
            "Choose another one for one of the two.");
      }
    }
  }

  private static void level(Map<String, Setting> settings, Problems problems) {
    Setting level = settings.get("conversion.compression_level");
    Setting codec = settings.get("conversion.compression");
    boolean gzip = codec != null && codec.value().equals("gzip");
    if (gzip && level != null && level.value() instanceof Long number && number > GZIP_MAX_LEVEL) {
      problems.add(
          level.origin(),
          "conversion.compression_level is " + number + ", and gzip has levels 1 to 9.",
          "Take a level from 1 to 9, or compression: zstd.");
    }
  }
}
