package io.logflow.format;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Names for the fields of a table. A name is kept as it is; an empty one becomes {@code column} and
 * its place from 1, one that came before (case aside) gets the first free number: {@code name_1}.
 */
public final class FieldNames {
  private final Set<String> taken = new HashSet<>();

  private FieldNames() {}

  /** Names for a header, one for each of its fields, no two equal but for case. */
  public static List<String> of(List<String> header) {
    FieldNames names = new FieldNames();
    header.forEach(name -> names.taken.add(key(name)));
    List<String> unique = new ArrayList<>();
    Set<String> kept = new HashSet<>();
    for (int index = 0; index < header.size(); index++) {
      String name = header.get(index);
      boolean first = !name.isEmpty() && kept.add(key(name));
      unique.add(first ? name : names.free(name.isEmpty() ? placeholder(index) : name, name));
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

  /** The wanted name, or the first free number of it where it is taken or a repetition. */
  private String free(String wanted, String header) {
    String name = wanted;
    int number = 1;
    boolean repeated = !header.isEmpty();
    while (repeated || !taken.add(key(name))) {
      repeated = false;
      name = wanted + "_" + number++;
    }
    return name;
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
