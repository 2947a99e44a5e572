package io.logflow.settings;

/** Checks what only holds between settings. */
final class Consistency {
  private static final long GZIP_MAX_LEVEL = 9;

  private Consistency() {}

  static void check(Settings settings, Problems problems) {
    boolean gzip = settings.text("conversion.compression").equals("gzip");
    if (gzip
        && settings.get("conversion.compression_level") instanceof Long level
        && level > GZIP_MAX_LEVEL) {
      problems.add(
          settings.origin("conversion.compression_level"),
          "conversion.compression_level is " + level + ", and gzip has levels 1 to 9.",
          "Take a level from 1 to 9, or compression: zstd.");
    }
  }
}
