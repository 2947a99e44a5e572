/** Makes a history anew of what jobs have left behind: outputs and reports of failures. */
package io.logflow.flow.recover;
