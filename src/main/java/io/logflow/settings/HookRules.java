package io.logflow.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * How the hooks of all inboxes are called.
 *
 * @param timeout how long one call may take
 * @param attempts how often a call that fails is made
 * @param routes a file, or a folder of files, with the user's own routes
 */
public record HookRules(Duration timeout, int attempts, Optional<Path> routes) {}
