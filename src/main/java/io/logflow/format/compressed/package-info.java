/** Compressed inputs: recognised by content, unpacked once, within limits. */
package io.logflow.format.compressed;
