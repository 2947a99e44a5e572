/** Interfaces for what plugs in: batches of columns, transforms, readers of results. */
package io.logflow.plugin;
