package io.logflow.engine;

import java.util.Arrays;

/** Bytes of the shortest and the longest value of each column, as they stand in the input. */
final class FieldLengths {
  private final int[] shortest;
  private final int[] longest;

  FieldLengths(int columns) {
    shortest = new int[columns];
    longest = new int[columns];
    Arrays.fill(shortest, Integer.MAX_VALUE);
  }

  void add(int column, int length) {
    shortest[column] = Math.min(shortest[column], length);
    longest[column] = Math.max(longest[column], length);
  }

  int shortest(int column) {
    return shortest[column] == Integer.MAX_VALUE ? 0 : shortest[column];
  }

  int longest(int column) {
    return longest[column];
  }
}
