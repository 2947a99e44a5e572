package io.logflow.scan;

import io.logflow.job.ColumnType;
import io.logflow.job.ConversionOptions;
import io.logflow.job.ConversionOptions.DateOrder;
import io.logflow.job.ConversionOptions.Numbers;
import io.logflow.job.TypeKind;
import java.time.ZoneId;
import java.util.Optional;

/**
 * What the options say of one column.
 *
 * @param name its name
 * @param forced the type that was asked for
 * @param format the temporal format that was given
 * @param zone the zone of local times
 * @param dateOrder what settles dates that the column leaves open
 * @param decimals whether numbers with a point are DECIMAL
 */
record ColumnSettings(
    String name,
    Optional<ColumnType> forced,
    Optional<TemporalFormat> format,
    Optional<ZoneId> zone,
    Optional<DateOrder> dateOrder,
    boolean decimals) {

  static ColumnSettings of(String name, ConversionOptions options) {
    Optional<ColumnType> forced = ForcedTypes.of(name, options.types());
    boolean local = forced.filter(type -> type.kind() == TypeKind.TIMESTAMP).isPresent();
    return new ColumnSettings(
        name,
        forced,
        options.timestampFormat().map(TemporalFormat::ofUser),
        local ? Optional.empty() : options.timezone(),
        options.dateOrder(),
        options.numbers() == Numbers.DECIMAL);
  }
}
