/** The certificate of the HTTP server: made, read, renewed, and the names in it. */
package io.logflow.http.tls;
