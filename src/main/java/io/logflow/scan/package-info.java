/** The exact scan: types, counts and statistics over every byte. */
package io.logflow.scan;
