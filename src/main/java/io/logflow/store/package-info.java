/** The state store: SQLite, its data source and migrations. */
package io.logflow.store;
