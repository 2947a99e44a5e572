package io.logflow.job;

import java.util.Locale;

/** How an output folder keeps one schema over time. */
public enum SchemaMode {
  /** It does not: every output has the types of its own inputs. */
  FREE,
  /** Outputs have the contract's columns; what does not fit opens the next version's folder. */
  VERSION,
  /** Outputs have the contract's columns; what does not fit fails and waits. */
  FREEZE,
  /** Outputs have the contract's columns for good; what does not fit goes to one more column. */
  RESCUE;

  /** As settings name it. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
