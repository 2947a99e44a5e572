/** Delimited text: find how it is written, read its records. */
package io.logflow.format.csv;
