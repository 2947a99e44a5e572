package io.logflow.job;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a job ended well. A job that failed ends in a {@link LogFlowException} instead.
 *
 * @param jobId the job
 * @param status completed, or completed with rejects
 * @param inputs what came in
 * @param output the published file
 * @param rejects the rejects file, where rows were rejected
 * @param schema the output's columns
 * @param rowsRead records in the inputs
 * @param rowsWritten rows in the output
 * @param rowsRejected rows in the rejects file
 * @param rowsSkipped rows skipped with a reason
 * @param inputBytes size of the inputs
 * @param outputBytes size of the output
 * @param duration from opening the job to its end
 * @param choice which engine, and why
 * @param warnings what a person should know
 */
public record Outcome(
    String jobId,
    JobStatus status,
    List<Path> inputs,
    Path output,
    Optional<Path> rejects,
    Schema schema,
    long rowsRead,
    long rowsWritten,
    long rowsRejected,
    long rowsSkipped,
    long inputBytes,
    long outputBytes,
    Duration duration,
    EngineChoice choice,
    List<String> warnings) {}
