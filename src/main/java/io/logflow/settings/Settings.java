package io.logflow.settings;

import io.logflow.job.ConversionOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All settings of a run, checked; each value knows where it was set. Immutable. */
public final class Settings {
  /** The key of the contract's mode. */
  public static final String SCHEMA_MODE = "schema.mode";

  private final Map<String, Setting> settings;
  private final Path home;
  private final Optional<String> profile;

  Settings(Map<String, Setting> settings, Path home, Optional<String> profile) {
    this.settings = settings;
    this.home = home;
    this.profile = profile;
  }

  /** The {@code conversion:} section. */
  public ConversionOptions conversion() {
    return ConversionSection.of(this);
  }

  /** The {@code engine:} section, with what {@code auto} means on this machine. */
  public EngineSettings engine() {
    return EngineSettings.of(this);
  }

  /** Inputs that may wait before {@code watch} takes in no more. */
  public long maxPending() {
    return number("watch.max_pending");
  }

  /** Bytes that must be free on the disks of inbox and output for {@code watch} to take in more. */
  public long minFreeBytes() {
    return bytes("watch.min_free");
  }

  /** How hooks are called. */
  public HookRules hookRules() {
    return new HookRules(
        duration("watch.hook_timeout"),
        (int) number("watch.hook_attempts"),
        given("watch.routes").map(Path::of));
  }

  /** The {@code storage:} section. */
  public StorageSettings storage() {
    return StorageSettings.of(this);
  }

  /** The {@code server:} section. */
  public ServerSettings server() {
    return ServerSettings.of(this);
  }

  /** The {@code logging:} section. */
  public LoggingSettings logging() {
    return LoggingSettings.of(this);
  }

  /**
   * Mode of the schema contract: version, freeze or free, which {@code auto} is but in inboxes and
   * datasets.
   */
  public String schemaMode() {
    return given(SCHEMA_MODE).orElse(makesDataset() ? "version" : "free");
  }

  /** Whether outputs are parts of a dataset. */
  boolean makesDataset() {
    return text("conversion.output_kind").equals("dataset");
  }

  /** Whether nobody has said which mode the schema contract has. */
  public boolean leavesSchemaMode() {
    return given(SCHEMA_MODE).isEmpty();
  }

  /** Whether an output's column hashes are compared with the input's, beyond footer and counts. */
  public boolean verifiesFully() {
    return text("conversion.verify").equals("full");
  }

  /** The profile in use. */
  public Optional<String> profile() {
    return profile;
  }

  /** The home folder in which {@code .logflow} stands. */
  public Path home() {
    return home;
  }

  /**
   * The value of one setting: String, Long, Double, Boolean, List or Map of texts.
   *
   * @throws IllegalArgumentException when there is no such setting
   */
  public Object get(String key) {
    return setting(key).plain();
  }

  /** Where the value of one setting, or of one entry of a map setting, was set. */
  public Origin origin(String key) {
    return setting(key).origin();
  }

  /** All settings in the order of the reference; map settings that have entries, by entry. */
  public List<Setting> entries() {
    return Keys.ALL.stream().flatMap(key -> setting(key.name()).entries().stream()).toList();
  }

  /**
   * SHA-256, lower-case hex, over every setting that changes the content of an output. Engine,
   * threads, batch and row group size, and names of outputs are not among them.
   */
  public String configHash() {
    return ConfigHash.of(conversion(), schemaMode());
  }

  /** The settings that are recorded with a job, dotted name to value; none of them is a secret. */
  public Map<String, Object> publicConfig() {
    Map<String, Object> config = new LinkedHashMap<>();
    Keys.ALL.stream().filter(Key::recorded).forEach(key -> config.put(key.name(), get(key.name())));
    config.put(SCHEMA_MODE, schemaMode());
    return config;
  }

  String text(String key) {
    return (String) setting(key).value();
  }

  Duration duration(String key) {
    return Durations.parse(text(key)).orElseThrow();
  }

  /** The text, unless it is {@code auto} or {@code none}. */
  Optional<String> given(String key) {
    return Optional.of(text(key)).filter(it -> !it.equals("auto") && !it.equals("none"));
  }

  /** The texts of a list. */
  List<String> texts(String key) {
    return ((List<?>) get(key)).stream().map(String.class::cast).toList();
  }

  long bytes(String key) {
    return Sizes.parse(text(key)).orElseThrow();
  }

  long number(String key) {
    return (Long) setting(key).value();
  }

  boolean flag(String key) {
    return (Boolean) setting(key).value();
  }

  private Setting setting(String key) {
    Setting setting = settings.get(key);
    if (setting == null) {
      setting = Keys.mapOf(key).map(map -> entry(map, key)).orElse(null);
    }
    if (setting == null) {
      throw new IllegalArgumentException("there is no setting " + key);
    }
    return setting;
  }

  private Setting entry(Key map, String key) {
    Map<?, ?> entries = (Map<?, ?>) settings.get(map.name()).value();
    return (Setting) entries.get(key.substring(map.name().length() + 1));
  }
}
