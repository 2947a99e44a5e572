package io.logflow.flow.audit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** What is there and cannot be looked at: nobody knows whether all is well in it. */
final class Unseen implements Check {
  @Override
  public void look(Scene scene, Consumer<Violation> found) {
    scene.unseen().forEach(found);
  }

  /** That a folder cannot be listed. */
  static Violation folder(Invariant invariant, Path folder, String why) {
    return new Violation(
        invariant,
        folder.toString(),
        "It cannot be looked into: " + why + ".",
        "Let this user (" + System.getProperty("user.name") + ") read it, and look again.");
  }

  /** That nobody can tell whether a file is there; its folder stands for all that are in it. */
  static Optional<Violation> at(Invariant invariant, Path file) {
    return Files.exists(file) || Files.notExists(file)
        ? Optional.empty()
        : Optional.of(folder(invariant, file.getParent(), "nobody can tell what is in it"));
  }
}
