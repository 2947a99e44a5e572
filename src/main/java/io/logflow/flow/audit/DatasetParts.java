package io.logflow.flow.audit;

import io.logflow.parquet.DatasetManifest;
import io.logflow.parquet.DatasetManifest.Part;
import io.logflow.parquet.FolderManifest;
import io.logflow.publish.VersionFolders;
import io.logflow.settings.InboxSettings;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** I2: the manifest of a dataset names the files that readers of its folder find, and no others. */
final class DatasetParts implements Check {
  @Override
  public void look(Scene scene, Consumer<Violation> found) {
    for (InboxSettings inbox : scene.plan().inboxes()) {
      for (Path folder : VersionFolders.of(inbox.output())) {
        if (DatasetManifest.isIn(folder)) {
          compare(scene, folder, found);
        }
      }
    }
  }

  private static void compare(Scene scene, Path folder, Consumer<Violation> found) {
    Optional<DatasetManifest> manifest = DatasetManifest.read(folder);
    if (manifest.isEmpty()) {
      tell(folder, "It cannot be read.", found);
      return;
    }
    Set<Path> named = new HashSet<>();
    for (Part part : manifest.get().parts()) {
      Path file = folder.resolve(part.path());
      named.add(file);
      OutputFile there = scene.outputs().get(file);
      if (there == null) {
        tell(folder, "Its part " + part.path() + " is not there.", found);
      } else if (there.isReadable() && there.rows() != part.rows()) {
        String rows = "has %d rows and not %d.".formatted(there.rows(), part.rows());
        tell(folder, "Its part " + part.path() + " " + rows, found);
      } else if (file.toFile().length() != part.bytes()) {
        tell(folder, "Its part " + part.path() + " has another size.", found);
      }
    }
    scene.outputs().keySet().stream()
        .filter(file -> file.startsWith(folder) && !named.contains(file))
        .forEach(file -> tell(folder, "It does not name " + folder.relativize(file) + ".", found));
  }

  private static void tell(Path folder, String what, Consumer<Violation> found) {
    String path = folder.resolve(FolderManifest.NAME).toString();
    String remedy =
        "The next job that adds a part, or 'logflow db recover "
            + folder
            + "', writes it anew from LogFlow's files; take away what others have put there.";
    found.accept(new Violation(Invariant.I2, path, what, remedy));
  }
}
