package io.logflow.scan;

import io.logflow.job.ColumnType;
import io.logflow.job.ErrorKind;
import io.logflow.job.InputException;
import io.logflow.job.TypeKind;
import java.util.List;
import java.util.Optional;

/** Gives a column the type that was asked for, or says which value does not fit. */
final class ForcedChooser {
  private final ColumnSettings settings;
  private final ColumnValues values;
  private final List<String> inputNames;
  private final String why;

  ForcedChooser(ColumnScan column, List<String> inputNames) {
    this.settings = column.settings();
    this.values = column.values();
    this.inputNames = inputNames;
    this.why =
        settings.contract().isPresent()
            ? "The folder's contract has this type."
            : "This type was asked for.";
  }

  /**
   * The choice of a type that was asked for. Where values that are not of it are kept beside it,
   * and some are not, it is text.
   *
   * @throws io.logflow.job.InputException MALFORMED_INPUT where some are not of it
   */
  Choice choose(ColumnType type) {
    if (type.kind() == TypeKind.VARCHAR) {
      return Choices.text(values, why);
    }
    if (values.text.count() == 0) {
      return new Choice(type, "", why, "", "", 0, 0, Optional.empty(), List.of());
    }
    try {
      return switch (type.kind()) {
        case BOOLEAN -> bool(type);
        case BIGINT, DOUBLE, DECIMAL -> number(type);
        default -> temporal(type);
      };
    } catch (InputException misfit) {
      if (settings.rescue()) {
        return Choices.text(values, misfit.getMessage());
      }
      throw misfit;
    }
  }

  private Choice bool(ColumnType type) {
    refuse(type, values.booleans.contradiction);
    return Choices.bool(values.booleans, why);
  }

  private Choice number(ColumnType type) {
    refuse(type, Sample.first(values.numbers.contradiction, values.numbers.misfit));
    return Choices.number(values.numbers, type, why);
  }

  private Choice temporal(ColumnType type) {
    boolean timestamps = type.kind() != TypeKind.DATE && type.kind() != TypeKind.TIME;
    TemporalChooser chooser = new TemporalChooser(settings, values, inputNames, timestamps);
    Choice found =
        chooser
            .given()
            .or(chooser::choose)
            .flatMap(choice -> fitted(type, choice))
            .orElseThrow(() -> misfit(type, values.temporals.culprit(type)));
    refuse(type, type.nanos() ? values.temporals.remote(found.format()) : null);
    return found;
  }

  /** Microseconds are also nanoseconds. */
  private Optional<Choice> fitted(ColumnType type, Choice choice) {
    boolean widened = type.nanos() && choice.type().withNanos().equals(type);
    return choice.type().equals(type) || widened
        ? Optional.of(choice.as(type, why))
        : Optional.empty();
  }

  private void refuse(ColumnType type, Sample culprit) {
    if (culprit != null) {
      throw misfit(type, culprit);
    }
  }

  private RuntimeException misfit(ColumnType type, Sample culprit) {
    return ErrorKind.MALFORMED_INPUT.error(
        "Column '"
            + settings.name()
            + "' is to be "
            + type
            + ", but "
            + culprit.text()
            + " in line "
            + culprit.line()
            + " of "
            + inputNames.get(culprit.input())
            + " does not fit it.",
        remedy(type));
  }

  private String remedy(ColumnType type) {
    String other = "ask for another type, for example --types " + settings.name() + "=VARCHAR.";
    return switch (type.kind()) {
      case DATE, TIME, TIMESTAMP ->
          "Correct the value, name its form with --timestamp-format or --date-order, or " + other;
      case TIMESTAMPTZ ->
          "Correct the value, name the zone of local times with --timezone, or " + other;
      default -> "Correct the value, or " + other;
    };
  }
}
