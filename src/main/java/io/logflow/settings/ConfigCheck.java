package io.logflow.settings;

import io.logflow.job.ErrorKind;
import java.nio.file.Path;
import java.util.Map;

/** Checks one settings file by itself, by the rules of the layer that its name tells. */
public final class ConfigCheck {
  private ConfigCheck() {}

  /**
   * Checks {@code file}: {@code .logflow.yaml} as a project file, one in a folder {@code profiles}
   * as a profile, any other as a user file.
   *
   * @return whether the file states its version
   * @throws io.logflow.job.ConfigurationException when anything in it is wrong
   */
  public static boolean check(Path file, Path home) {
    Path absolute = file.toAbsolutePath();
    Layer layer = layer(absolute);
    ConfigFile content =
        ConfigFile.read(layer, file)
            .orElseThrow(
                () ->
                    ErrorKind.CONFIGURATION.error(
                        "There is no settings file " + file + ".",
                        "Make one with: logflow config init"));
    Problems problems = new Problems();
    new Profiles(home, problems).add(content, absolute.getParent());
    Map<String, Setting> settings =
        new LayerReader(rules(layer), problems, new ValueType.Folders(home, absolute.getParent()))
            .read(content.settings());
    Consistency.check(settings, problems);
    DoorReader doors = new DoorReader(problems, home);
    doors.add(content, absolute.getParent());
    doors.all();
    problems.throwIfAny();
    return content.version().isPresent();
  }

  private static Layer layer(Path file) {
    if (file.endsWith(".logflow.yaml")) {
      return Layer.PROJECT;
    }
    Path folder = file.getParent().getFileName();
    return folder != null && folder.toString().equals("profiles") ? Layer.PROFILE : Layer.USER;
  }

  private static Rules rules(Layer layer) {
    return switch (layer) {
      case PROJECT -> Rules.PROJECT;
      case PROFILE -> Rules.PROFILE;
      default -> Rules.FILE;
    };
  }
}
