package io.logflow.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The top of the command line. */
@Command(
    name = "logflow",
    description = "Turns files of records into Parquet: exact, atomic, on the record, and fast.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {HeadCommand.class, HelpCommand.class})
public final class LogFlowCommand {}
