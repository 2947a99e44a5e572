/** The command line: one class a command. */
package io.logflow.cli;
