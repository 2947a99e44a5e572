package io.logflow.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the known name that somebody who mistyped one may have meant. */
public final class Nearest {
  private Nearest() {}

  /** The nearest of {@code known}, where it is near enough to be worth telling. */
  public static Optional<String> of(String name, Collection<String> known) {
    return known.stream()
        .min(Comparator.comparingInt((String candidate) -> distance(name, candidate)))
        .filter(candidate -> distance(name, candidate) <= Math.max(2, name.length() / 4));
  }

  /** "Did you mean ...?", or nothing. */
  public static String question(String name, Collection<String> known) {
    return of(name, known).map(nearest -> "Did you mean " + nearest + "?").orElse("");
  }

  /** Insertions, deletions, replacements and swaps of neighbours between two texts. */
  static int distance(String left, String right) {
    int[][] cost = new int[left.length() + 1][right.length() + 1];
    for (int i = 0; i <= left.length(); i++) {
      for (int j = 0; j <= right.length(); j++) {
        cost[i][j] = cell(cost, left, right, i, j);
      }
    }
    return cost[left.length()][right.length()];
  }

  private static int cell(int[][] cost, String left, String right, int i, int j) {
    if (i == 0 || j == 0) {
      return i + j;
    }
    boolean same = left.charAt(i - 1) == right.charAt(j - 1);
    int best =
        Math.min(cost[i - 1][j - 1] + (same ? 0 : 1), 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
    boolean swapped =
        i > 1
            && j > 1
            && left.charAt(i - 1) == right.charAt(j - 2)
            && left.charAt(i - 2) == right.charAt(j - 1);
    return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
  }
}
