package io.logflow.scan;

import io.logflow.job.ColumnType;
import io.logflow.job.ContractColumn;
import java.util.List;
import java.util.Optional;

/** Chooses a column's type: the lattice of docs/guide/types.md. */
final class TypeChooser {
  private final ColumnSettings settings;
  private final ColumnValues values;
  private final List<String> inputNames;
  private final TemporalChooser temporals;

  private TypeChooser(ColumnScan column, List<String> inputNames) {
    this.settings = column.settings();
    this.values = column.values();
    this.inputNames = inputNames;
    this.temporals = new TemporalChooser(settings, values, inputNames, false);
  }

  /**
   * @param inputNames names of all inputs, for sentences
   * @throws io.logflow.job.InputException MALFORMED_INPUT if a value does not fit a forced type
   */
  static Choice choose(ColumnScan column, List<String> inputNames) {
    TypeChooser chooser = new TypeChooser(column, inputNames);
    Optional<ColumnType> forced = column.settings().forced();
    Optional<ContractColumn> contract = column.settings().contract();
    if (forced.isPresent()) {
      return new ForcedChooser(column, inputNames).choose(forced.get());
    }
    Choice own = chooser.choose();
    return contract.isPresent()
        ? new ContractChooser(contract.get().type(), column.settings(), column.values(), inputNames)
            .join(own)
        : own;
  }

  /**
   * Whether a scan that looks closer could find another type than {@link #choose} does: numbers
   * that are not written the plain way, or whose digits only doubles hold.
   */
  static boolean open(ColumnScan column) {
    ColumnValues values = column.values();
    boolean asked = column.settings().forced().isPresent() || column.settings().thorough();
    if (asked || values.text.count() == 0 || values.booleans.alive()) {
      return false;
    }
    return values.numbers.alive() ? NumberChooser.open(values.numbers) : values.marked();
  }

  private Choice choose() {
    if (values.text.count() == 0) {
      return Choices.text(values, "It has no value at all.");
    }
    Optional<Choice> given = temporals.given();
    if (given.isPresent()) {
      return given.get();
    }
    if (values.booleans.alive()) {
      return Choices.bool(values.booleans, whyBoolean());
    }
    if (values.numbers.alive()) {
      return new NumberChooser(settings, values, values.numbers, inputNames).choose();
    }
    Optional<Choice> marked = new MarkedChooser(settings, values, inputNames).choose();
    if (marked.isPresent()) {
      return marked.get();
    }
    return temporals.choose().orElseGet(this::text);
  }

  private String whyBoolean() {
    String words = values.booleans.form();
    return words.isEmpty()
        ? "Every value is true or false."
        : "Every value is one of the words " + words + ", which were given.";
  }

  private Choice text() {
    Sample sample = values.contradiction();
    return Choices.text(
        values,
        sample == null
            ? "Its dates and times are not all of one format."
            : TextReason.of(sample, values, inputNames));
  }
}
