/**
 * The vocabulary: what every room says to every other. Values only, no behaviour that needs I/O.
 */
package io.logflow.job;
