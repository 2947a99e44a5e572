/** Reads JSON: records as lists of tokens over the bytes of the input. */
package io.logflow.format.json;
