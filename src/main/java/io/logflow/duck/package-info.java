/** The one hardened DuckDB factory. */
package io.logflow.duck;
