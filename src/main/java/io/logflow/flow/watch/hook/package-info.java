/** What is called when a job of an inbox has ended. */
package io.logflow.flow.watch.hook;
