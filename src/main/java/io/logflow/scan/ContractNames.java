package io.logflow.scan;

import io.logflow.format.UniqueNames;
import io.logflow.job.Contract;
import io.logflow.job.ContractColumn;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Gives the fields of an input the names that the contract has for them: the name as it is written,
 * else the one it got because it was empty or came twice, else one that is equal but for case.
 */
final class ContractNames {
  private static final Pattern NUMBERED = Pattern.compile(".*_\\d+", Pattern.DOTALL);

  private final Map<String, String> exact = new HashMap<>();
  private final Map<String, String> byKey = new LinkedHashMap<>();
  private final Set<String> given = new HashSet<>();

  private ContractNames(Contract contract) {
    for (ContractColumn column : contract.columns()) {
      byKey.put(key(column.name()), column.name());
      if (column.rescued()) {
        given.add(column.name()); // To no field.
      } else {
        exact.put(column.name(), column.name());
      }
    }
  }

  /**
   * Whether some of these names may have been numbered, so that it matters how they were written.
   */
  static boolean numbered(List<String> names) {
    return names.stream().anyMatch(name -> NUMBERED.matcher(name).matches());
  }

  /**
   * The contract's names of fields, no two equal but for case.
   *
   * @param written the names as the input has them
   * @param unique the same, each once
   */
  static List<String> of(List<String> written, List<String> unique, Contract contract) {
    return contract.isNone() ? unique : new ContractNames(contract).map(written, unique);
  }

  private List<String> map(List<String> written, List<String> unique) {
    String[] names = new String[unique.size()];
    match(names, written, exact::get);
    match(names, unique, exact::get);
    match(names, written, name -> byKey.get(key(name)));
    match(names, written, this::numberedName);
    UniqueNames free = new UniqueNames();
    free.reserve(List.copyOf(byKey.values()));
    free.reserve(Arrays.stream(names).filter(name -> name != null).toList());
    take(names, unique, free, name -> !byKey.containsKey(key(name)));
    take(names, unique, free, name -> true);
    return List.of(names);
  }

  /** Gives new fields names that are free: first to those whose own are. */
  private static void take(
      String[] names, List<String> unique, UniqueNames free, Predicate<String> whose) {
    for (int field = 0; field < names.length; field++) {
      if (names[field] == null && whose.test(unique.get(field))) {
        names[field] = free.take(unique.get(field));
      }
    }
  }

  private void match(String[] names, List<String> wanted, Function<String, String> known) {
    for (int field = 0; field < names.length; field++) {
      String name = names[field] == null ? known.apply(wanted.get(field)) : null;
      if (name != null && given.add(name)) {
        names[field] = name;
      }
    }
  }

  /** A name that came twice in the file that made the contract, perhaps in another order. */
  private String numberedName(String written) {
    String same = byKey.getOrDefault(key(written), "");
    if (!given.contains(same) || !exact.containsKey(same)) {
      return null;
    }
    for (int number = 1; byKey.containsKey(key(written) + "_" + number); number++) {
      String name = byKey.get(key(written) + "_" + number);
      if (!given.contains(name)) {
        return name;
      }
    }
    return null;
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
