/** Makes few large files of many small ones, in place, and keeps the books of that. */
package io.logflow.flow.compact;
