package io.logflow.it;

import io.trino.tpch.GenerateUtils;
import io.trino.tpch.LineItem;
import io.trino.tpch.LineItemGenerator;
import java.io.BufferedWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;

/** The table lineitem of TPC-H as CSV, and the answer of its first query. */
public final class Lineitem {
  private static final String HEADER =
      "l_orderkey,l_partkey,l_suppkey,l_linenumber,l_quantity,l_extendedprice,l_discount,l_tax,"
          + "l_returnflag,l_linestatus,l_shipdate,l_commitdate,l_receiptdate,l_shipinstruct,"
          + "l_shipmode,l_comment";

  /** Q1 over a Parquet file: a text a group. Sums are exact, averages have two places. */
  static final String FIRST_QUERY =
      """
      SELECT string_agg(line, chr(10) ORDER BY line) FROM (
        SELECT concat_ws('|', l_returnflag, l_linestatus, sum(quantity), sum(price),
            sum(price * (1 - discount)), sum(price * (1 - discount) * (1 + tax)),
            round(avg(quantity), 2), round(avg(price), 2), round(avg(discount), 2), count(*)) AS line
        FROM (
          SELECT l_returnflag, l_linestatus, l_quantity::DECIMAL(12,0) AS quantity,
              l_extendedprice::DECIMAL(12,2) AS price, l_discount::DECIMAL(4,2) AS discount,
              l_tax::DECIMAL(4,2) AS tax
          FROM read_parquet(?)
          WHERE l_shipdate <= DATE '1998-12-01' - INTERVAL 90 DAY)
        GROUP BY l_returnflag, l_linestatus)
      """;

  private Lineitem() {}

  /**
   * Writes the table.
   *
   * @param arguments scale factor, file
   */
  public static void main(String[] arguments) throws IOException {
    write(Double.parseDouble(arguments[0]), Path.of(arguments[1]));
  }

  static Path write(double scale, Path file) throws IOException {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write(HEADER);
      out.write('\n');
      for (LineItem item : rows(scale)) {
        out.write(line(item));
        out.write('\n');
      }
    }
    return file;
  }

  private static Iterable<LineItem> rows(double scale) {
    return new LineItemGenerator(scale, 1, 1);
  }

  private static String line(LineItem item) {
    return String.join(
        ",",
        List.of(
            item.getOrderKey() + "",
            item.getPartKey() + "",
            item.getSupplierKey() + "",
            item.getLineNumber() + "",
            item.getQuantity() + "",
            hundredths(item.getExtendedPriceInCents()),
            hundredths(item.getDiscountPercent()),
            hundredths(item.getTaxPercent()),
            item.getReturnFlag(),
            item.getStatus(),
            GenerateUtils.formatDate(item.getShipDate()),
            GenerateUtils.formatDate(item.getCommitDate()),
            GenerateUtils.formatDate(item.getReceiptDate()),
            item.getShipInstructions(),
            item.getShipMode(),
            "\"" + item.getComment() + "\""));
  }

  private static String hundredths(long number) {
    return BigDecimal.valueOf(number, 2).toString();
  }

  /** The answer of {@link #FIRST_QUERY}, counted from the generated rows in plain numbers. */
  static String firstAnswer(double scale) {
    TreeMap<String, Group> groups = new TreeMap<>();
    for (LineItem item : rows(scale)) {
      if (GenerateUtils.formatDate(item.getShipDate()).compareTo("1998-09-02") <= 0) {
        String key = item.getReturnFlag() + "|" + item.getStatus();
        groups.computeIfAbsent(key, name -> new Group()).add(item);
      }
    }
    return String.join(
        "\n", groups.entrySet().stream().map(e -> e.getKey() + "|" + e.getValue()).toList());
  }

  /** Sums of whole cents, of hundredths of cents, and so on. */
  private static final class Group {
    private long count;
    private long quantity;
    private long price;
    private long discount;
    private long discounted;
    private long charged;

    private void add(LineItem item) {
      long cents = item.getExtendedPriceInCents();
      long reduced = cents * (100 - item.getDiscountPercent());
      count++;
      quantity += item.getQuantity();
      price += cents;
      discount += item.getDiscountPercent();
      discounted += reduced;
      charged = Math.addExact(charged, reduced * (100 + item.getTaxPercent()));
    }

    private String average(long sum, int scale) {
      return BigDecimal.valueOf(sum, scale)
          .divide(BigDecimal.valueOf(count), 2, RoundingMode.HALF_UP)
          .stripTrailingZeros()
          .toPlainString();
    }

    @Override
    public String toString() {
      return String.join(
          "|",
          quantity + "",
          BigDecimal.valueOf(price, 2).toString(),
          BigDecimal.valueOf(discounted, 4).toString(),
          BigDecimal.valueOf(charged, 6).toString(),
          average(quantity, 0),
          average(price, 2),
          average(discount, 2),
          count + "");
    }
  }
}
