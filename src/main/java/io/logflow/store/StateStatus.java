package io.logflow.store;

import java.nio.file.Path;

/**
 * How a state database is.
 *
 * @param database the file
 * @param exists whether it exists
 * @param version its schema version, 0 while it has none
 * @param latest the schema version that this LogFlow makes
 * @param bytes size of the file
 * @param sound whether SQLite's check of all pages found no fault
 * @param finding what that check said
 */
public record StateStatus(
    Path database,
    boolean exists,
    int version,
    int latest,
    long bytes,
    boolean sound,
    String finding) {}
