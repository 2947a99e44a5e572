package io.logflow.scan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The columns of several inputs: by name, exactly, where an input has a header, else by place. A
 * name that equals an earlier input's but for case gets a number.
 */
final class ColumnUnion {
  private final List<String> wanted = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private final Map<String, Integer> places = new HashMap<>();
  private final Set<String> taken = new HashSet<>();

  /**
   * Adds an input.
   *
   * @return for each of its fields the index of the column
   */
  List<Integer> add(List<String> fields, boolean byName) {
    List<Integer> columns = new ArrayList<>();
    for (int field = 0; field < fields.size(); field++) {
      columns.add(byName ? named(fields.get(field)) : placed(field, fields.get(field)));
    }
    return List.copyOf(columns);
  }

  private int named(String name) {
    Integer known = places.get(name);
    return known == null ? append(name) : known;
  }

  private int placed(int place, String name) {
    return place < names.size() ? place : append(name);
  }

  private int append(String name) {
    String unique = name;
    for (int number = 1; !taken.add(unique.toLowerCase(Locale.ROOT)); number++) {
      unique = name + "_" + number;
    }
    places.putIfAbsent(name, wanted.size());
    wanted.add(name);
    names.add(unique);
    return names.size() - 1;
  }

  /** The columns' names, no two equal but for case. */
  List<String> names() {
    return List.copyOf(names);
  }

  /** The names that had to be changed, as {@code old -> new}. */
  List<String> renamed() {
    List<String> all = new ArrayList<>();
    for (int column = 0; column < names.size(); column++) {
      if (!names.get(column).equals(wanted.get(column))) {
        all.add("'" + wanted.get(column) + "' is '" + names.get(column) + "'");
      }
    }
    return all;
  }
}
