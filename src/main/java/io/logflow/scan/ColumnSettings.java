package io.logflow.scan;

import io.logflow.job.ColumnType;
import io.logflow.job.ContractColumn;
import io.logflow.job.ConversionOptions;
import io.logflow.job.ConversionOptions.DateOrder;
import io.logflow.job.ConversionOptions.Numbers;
import io.logflow.job.TypeKind;
import io.logflow.job.ValueForms;
import java.time.ZoneId;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What the options say of one column.
 *
 * @param name its name
 * @param forced the type that was asked for
 * @param format the temporal format that was given
 * @param zone the zone of local times
 * @param dateOrder what settles dates that the column leaves open
 * @param decimals whether numbers with a point are DECIMAL
 * @param forms how numbers, dates and booleans may be written
 * @param thorough whether what is dear to find out is found out: numbers in other forms, and digits
 *     of doubles
 * @param commaFree whether no input parts its fields with commas; known in a thorough scan only
 * @param plainNumbers whether numbers have one syntax, which no option changes
 * @param contract what the folder's contract has for it, where any value has decided that, and
 *     where no type was asked for
 * @param rescue whether values that are not of a type that was asked for are kept beside it
 */
record ColumnSettings(
    String name,
    Optional<ColumnType> forced,
    Optional<TemporalFormat> format,
    Optional<ZoneId> zone,
    Optional<DateOrder> dateOrder,
    boolean decimals,
    ValueForms forms,
    boolean thorough,
    boolean commaFree,
    boolean plainNumbers,
    Optional<ContractColumn> contract,
    boolean rescue) {

  static ColumnSettings of(String name, ConversionOptions options) {
    Optional<ColumnType> forced = ForcedTypes.of(name, options.types());
    boolean local = forced.filter(type -> type.kind() == TypeKind.TIMESTAMP).isPresent();
    Optional<ContractColumn> contract =
        options.contract().isNone() || forced.isPresent()
            ? Optional.empty()
            : options.contract().column(name).filter(ContractColumn::settled);
    Optional<TemporalFormat> epoch = ForcedTypes.epoch(name, options.types());
    return new ColumnSettings(
        name,
        forced.or(() -> contract.filter(ColumnSettings::isText).map(ContractColumn::type)),
        epoch.or(() -> options.timestampFormat().map(TemporalFormat::ofUser)),
        local ? Optional.empty() : options.timezone(),
        options.dateOrder().or(() -> contract.flatMap(ContractColumn::order)),
        options.numbers() == Numbers.DECIMAL,
        options.forms(),
        false,
        false,
        false,
        contract,
        options.contract().rescue());
  }

  /** Text takes any value, so that nothing else need be looked at. */
  private static boolean isText(ContractColumn column) {
    return column.type().kind() == TypeKind.VARCHAR && !column.verbatim();
  }

  /**
   * The same, but what is dear to find out is found out.
   *
   * @param noCommas whether no input parts its fields with commas
   */
  ColumnSettings thoroughly(boolean noCommas) {
    return new ColumnSettings(
        name,
        forced,
        format,
        zone,
        dateOrder,
        decimals,
        forms,
        true,
        noCommas,
        plainNumbers,
        contract,
        rescue);
  }

  /** The same of values that nothing but they decides on. */
  ColumnSettings alone() {
    return new ColumnSettings(
        name,
        Optional.empty(),
        format,
        zone,
        dateOrder,
        decimals,
        forms,
        thorough,
        commaFree,
        plainNumbers,
        Optional.empty(),
        rescue);
  }

  /** The same for values that have a syntax of numbers and booleans. */
  ColumnSettings plain() {
    ValueForms none = ValueForms.DEFAULT;
    ValueForms plain =
        new ValueForms(
            none.decimalSeparator(),
            none.thousandsSeparator(),
            none.numberMarks(),
            none.booleanWords(),
            forms.firstYear());
    return new ColumnSettings(
        name, forced, format, zone, dateOrder, decimals, plain, false, false, true, contract,
        rescue);
  }

  /**
   * The same for JSON, where a contract's text is not that of numbers: {@code 1} and {@code "1"}.
   */
  ColumnSettings withoutContractText(ConversionOptions options) {
    Optional<ColumnType> asked = ForcedTypes.of(name, options.types());
    return new ColumnSettings(
        name,
        asked,
        format,
        zone,
        dateOrder,
        decimals,
        forms,
        thorough,
        commaFree,
        plainNumbers,
        contract,
        rescue);
  }

  OptionalInt firstYear() {
    return forms.firstYear();
  }
}
