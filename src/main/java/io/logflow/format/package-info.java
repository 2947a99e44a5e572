/** Input formats: recognise a file by its content, decode it, read its records. */
package io.logflow.format;
