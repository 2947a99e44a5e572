/** Settings: seven layers become one immutable value that knows where each part came from. */
package io.logflow.settings;
