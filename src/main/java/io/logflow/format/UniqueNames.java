package io.logflow.format;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Gives out names of which no two are equal but for case. */
public final class UniqueNames {
  private final Set<String> taken = new HashSet<>();

  /** Names that are not to be given out. */
  public void reserve(List<String> names) {
    names.forEach(name -> taken.add(key(name)));
  }

  /** The wanted name, or where it is taken the first free number of it: {@code name_1}. */
  public String take(String wanted) {
    String name = wanted;
    for (int number = 1; !taken.add(key(name)); number++) {
      name = wanted + "_" + number;
    }
    return name;
  }

  static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
