/** Parquet plumbing: writers, readers, footers, codecs. */
package io.logflow.parquet;
