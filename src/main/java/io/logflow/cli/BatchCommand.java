package io.logflow.cli;

import picocli.CommandLine.Command;

/** Runs schedules, and tells when they run. */
@Command(
    name = "batch",
    description = "Runs scheduled batches now, and lists them.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {BatchRunCommand.class, BatchListCommand.class})
final class BatchCommand {}
