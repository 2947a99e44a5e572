/** A client of a LogFlow server: sends files, waits for jobs, fetches results. */
package io.logflow.client;
