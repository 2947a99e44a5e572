/** Camel: boots the routes for a mode and binds the beans they name. */
package io.logflow.flow;
