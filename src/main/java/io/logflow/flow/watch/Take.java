package io.logflow.flow.watch;

import java.util.List;

/**
 * What a worker wants from the queue.
 *
 * @param lane which queue
 * @param doors inboxes whose jobs may begin
 * @param replacing those of them where of inputs of one name the oldest goes first
 * @param limit so many new ones at most
 * @param bytes no further one when those before it are this large together
 * @param again so many that were running when a process died, without any new one, if there are
 * @param flying jobs that a worker is not through with, though they may be pending again
 */
public record Take(
    String lane,
    List<String> doors,
    List<String> replacing,
    int limit,
    long bytes,
    int again,
    List<String> flying) {}
