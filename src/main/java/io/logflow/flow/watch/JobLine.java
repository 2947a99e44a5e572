package io.logflow.flow.watch;

import java.nio.file.Path;

/**
 * How one job ended, for whoever watches the watcher.
 *
 * @param jobId the job
 * @param door its inbox
 * @param status its state, as in the jobs table
 * @param input where its input came from
 * @param detail the output and its rows, or what went wrong
 */
public record JobLine(String jobId, String door, String status, Path input, String detail) {}
