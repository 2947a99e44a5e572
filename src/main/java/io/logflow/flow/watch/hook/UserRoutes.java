package io.logflow.flow.watch.hook;

import io.logflow.job.ErrorKind;
import io.logflow.job.LogFlowException;
import io.logflow.settings.HookSettings.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.spi.Resource;
import org.apache.camel.support.PluginHelper;

/**
 * Routes of the user's own. They are code that runs as this user: they come from where the settings
 * of user or system say, and from files that nobody else may write.
 */
final class UserRoutes {
  /** By name, and by number where the system knows no names. */
  private static final Set<String> ROOT = Set.of("root", "0");

  private final CamelContext context;
  private final Set<String> entries = new TreeSet<>();

  UserRoutes(CamelContext context) {
    this.context = context;
  }

  /** Loads a file, or the YAML files of a folder. */
  void load(Path place) {
    Map<String, Route> ours =
        context.getRoutes().stream().collect(Collectors.toMap(Route::getId, Function.identity()));
    for (Path file : files(place)) {
      requireOwn(file);
      load(file, ours);
    }
    context.getRoutes().stream()
        .filter(route -> !ours.containsKey(route.getId()))
        .map(route -> route.getEndpoint().getEndpointUri().replace("direct://", "direct:"))
        .forEach(entries::add);
  }

  private static List<Path> files(Path place) {
    if (!Files.isDirectory(place)) {
      return List.of(place);
    }
    try (Stream<Path> all = Files.list(place)) {
      return all.filter(file -> file.toString().endsWith(".yaml")).sorted().toList();
    } catch (IOException e) {
      throw unusable(place, e);
    }
  }

  private void load(Path file, Map<String, Route> ours) {
    try {
      Resource resource =
          PluginHelper.getResourceLoader(context).resolveResource("file:" + file.toAbsolutePath());
      PluginHelper.getRoutesLoader(context).loadRoutes(List.of(resource));
    } catch (Exception e) { // Camel declares no narrower one.
      throw ErrorKind.CONFIGURATION.error(
          "The routes of " + file + " cannot be used: " + e.getMessage() + ".",
          "Correct the file, or set watch.routes to another one.",
          e);
    }
    for (Map.Entry<String, Route> own : ours.entrySet()) {
      if (context.getRoute(own.getKey()) != own.getValue()) {
        throw ErrorKind.CONFIGURATION.error(
            "The file " + file + " has a route " + own.getKey() + ", as LogFlow itself has.",
            "Give the route another id.");
      }
    }
  }

  /** Who can write a route can do all that this user can. */
  private static void requireOwn(Path file) {
    try {
      Path real = file.toRealPath();
      requireOwn(real, file);
      requireOwn(real.getParent(), file);
      requireOwn(file.toAbsolutePath().getParent(), file);
    } catch (IOException e) {
      throw unusable(file, e);
    }
  }

  private static void requireOwn(Path place, Path file) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(place, PosixFileAttributeView.class);
    if (view == null) {
      return;
    }
    PosixFileAttributes found = view.readAttributes();
    boolean ours =
        ROOT.contains(found.owner().getName()) || found.owner().equals(ownerOfWhatWeMake());
    boolean writable =
        found.permissions().contains(PosixFilePermission.GROUP_WRITE)
            || found.permissions().contains(PosixFilePermission.OTHERS_WRITE);
    if (!ours || writable) {
      throw ErrorKind.CONFIGURATION.error(
          "The routes of " + file + " are not used: others than this user may write " + place + ".",
          "Make it this user's own: chown it, and chmod go-w.");
    }
  }

  /** In a container the user may have a number and no name, which Java then does not know. */
  private static UserPrincipal ownerOfWhatWeMake() throws IOException {
    Path made = Files.createTempFile("logflow-", ".owner");
    try {
      return Files.getOwner(made);
    } finally {
      Files.delete(made);
    }
  }

  private static LogFlowException unusable(Path file, IOException cause) {
    return ErrorKind.CONFIGURATION.error(
        "The routes of " + file + " cannot be read: " + cause + ".",
        "Check watch.routes and the file's permissions.",
        cause);
  }

  /** What makes the calls of a hook. */
  Caller caller(Hook hook, Duration timeout) {
    List<String> parts = hook.settings().parts();
    if (hook.settings().kind() == Kind.COMMAND) {
      return new CommandCaller(parts, timeout);
    }
    if (hook.settings().kind() == Kind.WEBHOOK) {
      return new WebhookCaller(parts.get(0), timeout);
    }
    if (!entries.contains(parts.get(0))) {
      throw ErrorKind.CONFIGURATION.error(
          hook + " calls a route that is not there.",
          "Write a route from: " + parts.get(0) + " into the file that watch.routes names.");
    }
    return new RouteCaller(context.createProducerTemplate(), parts.get(0), timeout);
  }
}
