package io.logflow.flow.compact;

import java.nio.file.Path;

/**
 * Asks for few large files in the place of many small ones.
 *
 * @param folder a folder of outputs
 * @param targetBytes how large files may become, before they are written anew
 * @param below whether folders below it are compacted, too, each for itself
 * @param dryRun whether nothing is changed
 */
public record CompactRequest(Path folder, long targetBytes, boolean below, boolean dryRun) {}
