/** Files that something appends to: what of them is new, and how far they were read. */
package io.logflow.flow.append;
