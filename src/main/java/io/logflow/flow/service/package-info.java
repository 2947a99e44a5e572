/** The service: inboxes and the HTTP interface in one process. */
package io.logflow.flow.service;
