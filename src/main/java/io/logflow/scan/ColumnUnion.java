package io.logflow.scan;

import io.logflow.format.UniqueNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The columns of several inputs: by name, exactly, where an input has a header, else by place. A
 * name that equals an earlier input's but for case gets a number.
 */
final class ColumnUnion {
  private final List<String> wanted = new ArrayList<>();
  private final List<String> names = new ArrayList<>();
  private final Map<String, Integer> places = new HashMap<>();
  private final UniqueNames unique = new UniqueNames();

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
    places.putIfAbsent(name, wanted.size());
    wanted.add(name);
    names.add(unique.take(name));
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
