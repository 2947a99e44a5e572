/** Engines: what turns a planned job into a staging file. */
package io.logflow.engine;
