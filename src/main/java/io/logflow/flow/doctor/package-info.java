/** Looks whether the surroundings are as LogFlow needs them. */
package io.logflow.flow.doctor;
