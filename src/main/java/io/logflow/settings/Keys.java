package io.logflow.settings;

import static io.logflow.settings.Types.bool;
import static io.logflow.settings.Types.duration;
import static io.logflow.settings.Types.integer;
import static io.logflow.settings.Types.number;
import static io.logflow.settings.Types.orWords;
import static io.logflow.settings.Types.size;
import static io.logflow.settings.Types.stretch;
import static io.logflow.settings.Types.words;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The table of all settings, in the order of {@code config/defaults.yaml}, which holds their
 * defaults and descriptions.
 */
final class Keys {
  static final List<Key> ALL = table();

  private static final Map<String, Key> BY_NAME = index(key -> Optional.of(key.name()));
  private static final Map<String, Key> BY_SHORT_NAME = index(Key::shortName);
  private static final Set<String> SECTIONS =
      ALL.stream()
          .map(Key::name)
          .flatMap(Keys::prefixes)
          .collect(Collectors.toCollection(TreeSet::new));

  private Keys() {}

  private static List<Key> table() {
    return List.of(
        full("use", ConversionTypes.profileName()),
        named("engine.default", "engine", words("auto", "duckdb", "avro", "arrow", "spark")),
        key("engine.duckdb_from", size("0B", "1TB")),
        key("engine.memory_limit", orWords(size("64MB", "64TB"), "auto")),
        key("engine.threads", integer(0, 1024)),
        key("engine.temp_dir", orWords(ConversionTypes.path(), "auto")),
        key("engine.temp_reserve", size("0B", "1TB")),
        key("engine.max_unpacked_size", size("1MB", "100TB")),
        key("engine.max_unpacked_ratio", integer(1, 1_000_000)),
        key("engine.max_zstd_window", size("1MiB", "2GiB")),
        key("engine.max_job_time", orWords(stretch(), "none")),
        key("conversion.compression", words("snappy", "zstd", "gzip", "lz4", "none")),
        key("conversion.compression_level", orWords(integer(1, 22), "auto")),
        key("conversion.row_group_size", size("64KB", "2GB")),
        key("conversion.batch_size", integer(1, 1_000_000)),
        key("conversion.bloom_filters", ConversionTypes.anyText().listOf()),
        key("conversion.output_kind", words("file", "dataset")),
        key("conversion.sort_by", ConversionTypes.anyText().listOf()),
        key("conversion.partition_by", ConversionTypes.anyText().listOf()),
        key("conversion.max_file_size", orWords(size("10KB", "100TB"), "none")),
        key("conversion.delimiter", ConversionTypes.delimiter()),
        key("conversion.quote", ConversionTypes.character()),
        key("conversion.escape", ConversionTypes.character()),
        key("conversion.header", words("auto", "true", "false")),
        key("conversion.header_rows", orWords(integer(1, 100), "auto")),
        key("conversion.skip_lines", orWords(integer(0, 1_000_000), "auto")),
        key("conversion.footer_lines", orWords(integer(0, 1_000_000), "auto")),
        key("conversion.comment", ConversionTypes.comment()),
        key("conversion.column_starts", ConversionTypes.columnStarts()),
        key("conversion.ragged_rows", words("reject", "pad")),
        key("conversion.encoding", ConversionTypes.encoding()),
        key("conversion.on_bad_encoding", words("reject", "replace")),
        key("conversion.null_values", ConversionTypes.anyText().listOf()),
        key("conversion.quoted_empty", words("auto", "null", "text")),
        key("conversion.date_order", words("auto", "dmy", "mdy", "ymd")),
        key("conversion.timestamp_format", ConversionTypes.timestampFormat()),
        key("conversion.two_digit_years", ValueFormTypes.firstYear()),
        key("conversion.timezone", ConversionTypes.timezone()),
        key("conversion.numbers", words("auto", "decimal")),
        key("conversion.decimal_separator", words("auto", ".", ",")),
        key("conversion.thousands_separator", ValueFormTypes.thousands()),
        key("conversion.number_marks", ValueFormTypes.numberMark().listOf()),
        key("conversion.boolean_words", ValueFormTypes.booleanWords().listOf()),
        key("conversion.offsets", words("utc", "column")),
        key("conversion.types", ConversionTypes.columnType().mapOf()),
        key("conversion.max_rejects", ConversionTypes.rejectLimit()),
        key("conversion.max_record_size", size("1KB", "1GB")),
        key("conversion.max_columns", integer(1, 100_000)),
        key("conversion.on_existing", words("version", "replace", "fail")),
        key("conversion.output_name", ConversionTypes.outputName()),
        key("conversion.verify", words("footer", "full")),
        full("schema.mode", words("auto", "version", "freeze", "rescue", "free")),
        full("plugins.quality.enabled", bool()),
        key("plugins.quality.null_threshold", number(0, 1)),
        full("plugins.process_mining.enabled", bool()),
        key("plugins.process_mining.auto_detect", bool()),
        key("plugins.process_mining.case_id", ConversionTypes.words()),
        key("plugins.process_mining.activity", ConversionTypes.words()),
        key("plugins.process_mining.timestamp", ConversionTypes.words()),
        full("watch.max_pending", integer(1, 1_000_000)),
        full("watch.min_free", size("0B", "100TB")),
        full("watch.hook_timeout", duration()),
        full("watch.hook_attempts", integer(1, 10_000)),
        full("watch.routes", orWords(ConversionTypes.path(), "none")),
        key("server.port", integer(0, 65535)),
        key("server.host", ConversionTypes.host()),
        full("server.network", bool()),
        full("server.hosts", ConversionTypes.host().listOf()),
        full("server.cert", orWords(ConversionTypes.path(), "none")),
        full("server.key", orWords(ConversionTypes.path(), "none")),
        key("server.max_upload_size", size("1KB", "1TB")),
        key("server.max_uploads", integer(1, 1000)),
        key("server.results_dir", orWords(ConversionTypes.path(), "auto")),
        key("server.results_retention", duration()),
        key("server.uploads_retention", duration()),
        key("server.allowed_roots", ConversionTypes.path().listOf()),
        key("server.v1_deprecated", orWords(ConversionTypes.date(), "none")),
        key("server.v1_sunset", orWords(ConversionTypes.date(), "none")),
        key("server.v1_guide", ConversionTypes.endpoint()),
        key("server.cors_origins", ConversionTypes.webOrigin().listOf()),
        key("storage.database", ConversionTypes.path()),
        key("storage.jobs_retention", duration()),
        key("storage.cache_dir", ConversionTypes.path()),
        full("logging.file", bool()),
        full("logging.level", words("error", "warn", "info", "debug", "trace")),
        full("telemetry.enabled", bool()),
        full("telemetry.endpoint", ConversionTypes.endpoint()));
  }

  private static Key key(String name, ValueType type) {
    return named(name, name.substring(name.lastIndexOf('.') + 1), type);
  }

  private static Key named(String name, String shortName, ValueType type) {
    return new Key(name, Optional.of(shortName), type);
  }

  /** A key whose last part alone would say too little. */
  private static Key full(String name, ValueType type) {
    return new Key(name, Optional.empty(), type);
  }

  private static Map<String, Key> index(Function<Key, Optional<String>> name) {
    Map<String, Key> index = new LinkedHashMap<>();
    ALL.forEach(key -> name.apply(key).ifPresent(it -> index.put(it, key)));
    return index;
  }

  private static Stream<String> prefixes(String name) {
    return Stream.iterate(
            name.lastIndexOf('.'), dot -> dot > 0, dot -> name.lastIndexOf('.', dot - 1))
        .map(dot -> name.substring(0, dot));
  }

  static Optional<Key> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  static Optional<Key> shortNamed(String name) {
    return Optional.ofNullable(BY_SHORT_NAME.get(name));
  }

  static boolean isSection(String name) {
    return SECTIONS.contains(name);
  }

  static Set<String> sections() {
    return SECTIONS;
  }

  static Set<String> names() {
    return BY_NAME.keySet();
  }

  static Set<String> shortNames() {
    return BY_SHORT_NAME.keySet();
  }

  /** The key of which {@code name} is an entry, for example of {@code conversion.types.zip}. */
  static Optional<Key> mapOf(String name) {
    return ALL.stream()
        .filter(key -> key.type().shape() == ValueType.Shape.MAP)
        .filter(key -> name.startsWith(key.name() + "."))
        .findFirst();
  }
}
