/** The HTTP server: who is let in, and bodies that are streams. Knows nothing of routes. */
package io.logflow.http;
