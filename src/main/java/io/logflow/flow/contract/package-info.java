/** What the outputs of a folder have in common over time. */
package io.logflow.flow.contract;
