package io.logflow.settings;

import static java.util.Objects.requireNonNull;

import io.logflow.settings.ValueType.Folders;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the seven layers into one {@link Settings}: packaged defaults, the system's file, the
 * user's, the project's, {@code LOGFLOW_*} variables, flags, the request. A profile stands above
 * the project's file and below the variables. Only the project folder itself is looked at, never
 * its parents.
 */
public final class SettingsLoader {
  private static final String IN_DATABASE = " of the state database";

  private final Path home;
  private final Path systemFile;
  private final Path projectFolder;
  private final Map<String, String> environment;
  private final Map<String, Object> recorded;
  private final Map<String, Object> flags;
  private final Map<String, Object> request;
  private final StoredProfiles storedProfiles;

  private SettingsLoader(Builder builder) {
    this.home = builder.home.toAbsolutePath().normalize();
    this.systemFile = builder.systemFile;
    this.projectFolder = builder.projectFolder.toAbsolutePath().normalize();
    this.environment = Map.copyOf(builder.environment);
    this.recorded = new LinkedHashMap<>(builder.recorded);
    this.flags = new LinkedHashMap<>(builder.flags);
    this.request = new LinkedHashMap<>(builder.request);
    this.storedProfiles = builder.storedProfiles;
  }

  /** A loader that sees nothing of the process: no variables, the given home folder. */
  public static Builder builder(Path home) {
    return new Builder(home);
  }

  /** A loader with the variables and the folders of this process. */
  public static Builder ofProcess() {
    Map<String, String> environment = System.getenv();
    return builder(homeOf(environment))
        .projectFolder(Path.of("").toAbsolutePath())
        .environment(environment);
  }

  private static Path homeOf(Map<String, String> environment) {
    String home = environment.getOrDefault("HOME", "");
    return Path.of(home.startsWith("/") ? home : System.getProperty("user.home"));
  }

  /** The user's settings file. */
  public Path userFile() {
    return home.resolve(".logflow").resolve("config.yaml");
  }

  public Path home() {
    return home;
  }

  public Path systemFile() {
    return systemFile;
  }

  /** The project's settings file. */
  public Path projectFile() {
    return projectFolder.resolve(".logflow.yaml");
  }

  /**
   * The settings of all layers.
   *
   * @throws io.logflow.job.ConfigurationException when anything in any layer is wrong
   */
  public Settings load() {
    Problems problems = new Problems();
    Sources sources = read(problems);
    Map<String, Setting> plain = Layers.merge(sources.around(Map.of()));
    problems.throwIfAny();
    Optional<Profile> profile = profile(plain, sources.profiles(), problems);
    problems.throwIfAny();
    Map<String, Setting> layer = profile.map(Profile::layer).orElse(Map.of());
    Map<String, Setting> merged = Layers.merge(sources.around(layer));
    Consistency.check(merged, problems);
    problems.throwIfAny();
    return new Settings(merged, home, profile.map(Profile::name));
  }

  /** The profiles that files define, by name; all of them are read and checked. */
  public Map<String, Profile> fileProfiles() {
    Problems problems = new Problems();
    Map<String, Profile> all = read(problems).profiles().all();
    problems.throwIfAny();
    return all;
  }

  /** The inboxes that files define, in their order. */
  public List<InboxSettings> inboxes() {
    Problems problems = new Problems();
    List<InboxSettings> inboxes = read(problems).doors().inboxes();
    problems.throwIfAny();
    return inboxes;
  }

  /** The schedules that files define, in their order. */
  public List<ScheduleSettings> schedules() {
    Problems problems = new Problems();
    List<ScheduleSettings> schedules = read(problems).doors().schedules();
    problems.throwIfAny();
    return schedules;
  }

  /**
   * An inbox that the command line describes.
   *
   * @param folder the folder, which is also its name
   * @param values its settings by the names that they have in a file
   */
  public InboxSettings inbox(Path folder, Map<String, Object> values) {
    Origin origin = Origin.of(Layer.FLAGS, "watch");
    return InboxReader.described(folder, values, origin, new Folders(home, projectFolder));
  }

  /** Checks settings that are to become the profile {@code name}, and gives the profile back. */
  public Profile checkProfile(String name, Map<String, Object> settings) {
    Problems problems = new Problems();
    Profiles profiles = new Profiles(home, problems);
    Profile profile = stored(name, settings, profiles);
    profiles.checkName(name, profile.origin());
    Consistency.check(profile.layer(), problems);
    problems.throwIfAny();
    return profile;
  }

  /** The layers, lowest first; {@code below} the profile, {@code above} it. */
  private record Sources(
      List<Map<String, Setting>> below,
      List<Map<String, Setting>> above,
      Profiles profiles,
      DoorReader.Doors doors) {
    List<Map<String, Setting>> around(Map<String, Setting> profile) {
      List<Map<String, Setting>> all = new ArrayList<>(below);
      all.add(profile);
      all.addAll(above);
      return all;
    }
  }

  private Sources read(Problems problems) {
    Profiles profiles = new Profiles(home, problems);
    DoorReader doors = new DoorReader(problems, home);
    List<Map<String, Setting>> below = new ArrayList<>();
    below.add(reader(Rules.FILE, problems, home).read(Defaults.file().settings()));
    below.add(file(Layer.SYSTEM, systemFile, problems, profiles, doors));
    below.add(file(Layer.USER, userFile(), problems, profiles, doors));
    below.add(file(Layer.PROJECT, projectFile(), problems, profiles, doors));
    List<Map<String, Setting>> above =
        List.of(
            Environment.read(environment, problems, new Folders(home, projectFolder)),
            overlay(Layer.FLAGS, recorded, problems),
            overlay(Layer.FLAGS, flags, problems),
            overlay(Layer.REQUEST, request, problems));
    return new Sources(below, above, profiles, doors.all());
  }

  private LayerReader reader(Rules rules, Problems problems, Path base) {
    return new LayerReader(rules, problems, new Folders(home, base));
  }

  private Map<String, Setting> file(
      Layer layer, Path path, Problems problems, Profiles profiles, DoorReader doors) {
    Path base = path.toAbsolutePath().getParent();
    ConfigFile file =
        ConfigFile.read(layer, path)
            .orElseGet(() -> ConfigFile.absent(Origin.of(layer, path.toString())));
    profiles.add(file, base);
    doors.add(file, base);
    Rules rules = layer == Layer.PROJECT ? Rules.PROJECT : Rules.FILE;
    return reader(rules, problems, base).read(file.settings());
  }

  private Map<String, Setting> overlay(Layer layer, Map<String, Object> values, Problems problems) {
    Written.Section section = JavaValues.overlay(layer, values);
    return reader(Rules.OVERLAY, problems, projectFolder).read(section);
  }

  private Optional<Profile> profile(
      Map<String, Setting> settings, Profiles profiles, Problems problems) {
    Setting use = settings.get("use");
    String name = (String) use.value();
    if (name.equals("none")) {
      return Optional.empty();
    }
    Path database = Path.of((String) settings.get("storage.database").value());
    Optional<Profile> found =
        storedProfiles
            .find(database, name)
            .map(values -> stored(name, values, profiles))
            .or(() -> profiles.find(name));
    if (found.isEmpty()) {
      problems.add(
          use.origin(),
          "there is no profile '" + name + "'.",
          (Nearest.question(name, profiles.all().keySet())
                  + " Profiles are listed by: logflow profiles")
              .strip());
    }
    return found;
  }

  private Profile stored(String name, Map<String, Object> values, Profiles profiles) {
    Origin origin = Origin.of(Layer.PROFILE, name + IN_DATABASE);
    return profiles.profile(name, JavaValues.section(values, origin), home, origin);
  }

  /** Collects what a loader reads. */
  public static final class Builder {
    private final Path home;
    private Path systemFile = Path.of("/etc/logflow/config.yaml");
    private Path projectFolder;
    private Map<String, String> environment = Map.of();
    private final Map<String, Object> recorded = new LinkedHashMap<>();
    private final Map<String, Object> flags = new LinkedHashMap<>();
    private final Map<String, Object> request = new LinkedHashMap<>();
    private StoredProfiles storedProfiles = StoredProfiles.NONE;

    private Builder(Path home) {
      this.home = requireNonNull(home, "home is null");
      this.projectFolder = home;
    }

    public Builder systemFile(Path file) {
      this.systemFile = requireNonNull(file, "file is null");
      return this;
    }

    /** The folder whose {@code .logflow.yaml} counts, and to which relative paths belong. */
    public Builder projectFolder(Path folder) {
      this.projectFolder = requireNonNull(folder, "folder is null");
      return this;
    }

    public Builder environment(Map<String, String> variables) {
      this.environment = requireNonNull(variables, "variables is null");
      return this;
    }

    /** Sets settings that an earlier job had: flags stand above them. */
    public Builder recorded(Map<String, Object> settings) {
      recorded.putAll(settings);
      return this;
    }

    /** Sets one setting of the command line, by its short or dotted name. */
    public Builder flag(String name, Object value) {
      flags.put(name, value);
      return this;
    }

    /** Sets settings of the request, by their short or dotted names. */
    public Builder request(Map<String, Object> overlay) {
      request.putAll(overlay);
      return this;
    }

    /** The profile that the command line chooses. */
    public Builder use(String profile) {
      return flag("use", profile);
    }

    /** The profile that the request chooses, if it does. */
    public Builder requestedProfile(Optional<String> profile) {
      profile.ifPresent(name -> request.put("use", name));
      return this;
    }

    public Builder storedProfiles(StoredProfiles profiles) {
      this.storedProfiles = requireNonNull(profiles, "profiles is null");
      return this;
    }

    public SettingsLoader build() {
      return new SettingsLoader(this);
    }

    /** Builds the loader and loads. */
    public Settings load() {
      return build().load();
    }
  }
}
