package io.logflow.format.csv;

/**
 * What reading a range of a file found beside its rows.
 *
 * @param start offset of the first record's first byte
 * @param end offset of the byte behind the last record that began in the range
 * @param lines lines between both; a last line without an ending counts
 * @param skipped lines that are no records
 * @param longest bytes of the longest row that was taken with others; not of single records
 * @param clean whether any reader sees the same rows
 */
public record CsvRange(
    long start, long end, long lines, long skipped, long longest, boolean clean) {}
