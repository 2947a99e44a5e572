package io.logflow.format;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Names for the fields of a table. A name is kept as it is; an empty one becomes {@code column} and
 * its place from 1, one that came before (case aside) gets the first free number: {@code name_1}.
 */
public final class FieldNames {
  private FieldNames() {}

  /** Names for a header, one for each of its fields, no two equal but for case. */
  public static List<String> of(List<String> header) {
    UniqueNames names = new UniqueNames();
    names.reserve(header);
    List<String> unique = new ArrayList<>();
    Set<String> kept = new HashSet<>();
    for (int index = 0; index < header.size(); index++) {
      String name = header.get(index);
      boolean first = !name.isEmpty() && kept.add(UniqueNames.key(name));
      unique.add(first ? name : names.take(name.isEmpty() ? placeholder(index) : name));
    }
    return List.copyOf(unique);
  }

  /** Names for {@code count} fields without a header. */
  public static List<String> numbered(int count) {
    List<String> names = new ArrayList<>();
    for (int index = 0; index < count; index++) {
      names.add(placeholder(index));
    }
    return List.copyOf(names);
  }

  private static String placeholder(int index) {
    return "column" + (index + 1);
  }
}
