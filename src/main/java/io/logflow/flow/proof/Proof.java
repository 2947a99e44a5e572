package io.logflow.flow.proof;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What was found when an output was proven.
 *
 * @param jobId the job that made it
 * @param output the file
 * @param rows its rows
 * @param columns its columns that hold what the job had counted
 * @param rowGroups its row groups
 * @param source the input, where it was read again and gave the same values
 * @param note why the input was not read again; empty where it was
 * @param inHistory whether the history knows the sum of what the footer says was counted
 * @param others outputs of other jobs that are in the file, too, since it was compacted
 */
public record Proof(
    String jobId,
    Path output,
    long rows,
    int columns,
    int rowGroups,
    Optional<Path> source,
    String note,
    boolean inHistory,
    int others) {}
