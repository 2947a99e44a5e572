package io.logflow.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** Groups the commands about settings. */
@Command(
    name = "config",
    description = "Shows, writes and checks settings.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ConfigShowCommand.class,
      ConfigInitCommand.class,
      ConfigValidateCommand.class,
      ConfigMigrateCommand.class,
      HelpCommand.class
    })
final class ConfigCommand {}
