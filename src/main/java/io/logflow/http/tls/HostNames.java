package io.logflow.http.tls;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Names and addresses under which a server may be asked. */
public final class HostNames {
  private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");

  private final Set<String> names = new TreeSet<>();

  private HostNames() {}

  /** These; {@code *.example.org} stands for one more label (RFC 9525, 6.3). */
  public static HostNames of(Collection<String> names) {
    HostNames all = new HostNames();
    names.forEach(name -> all.names.add(canonical(name)));
    return all;
  }

  /** Whether a host, as a request names it, is one of them. */
  public boolean holds(String host) {
    String name = canonical(host);
    int dot = name.indexOf('.');
    return names.contains(name) || (dot > 0 && names.contains("*" + name.substring(dot)));
  }

  /** Whether each of the others is one of them. */
  public boolean holdAll(HostNames others) {
    return others.names.stream().allMatch(this::holds);
  }

  /** All of them, in order. */
  public List<String> list() {
    return List.copyOf(names);
  }

  /** One under which a server can be asked: a name that others know, rather than an address. */
  public String example() {
    return names.stream()
        .filter(name -> !isAddress(name) && !name.equals("localhost"))
        .findFirst()
        .or(() -> names.stream().filter("localhost"::equals).findFirst())
        .or(() -> names.stream().findFirst())
        .map(name -> name.startsWith("*.") ? "logflow" + name.substring(1) : name)
        .orElse("localhost");
  }

  /** Whether this is an address, not a name. */
  static boolean isAddress(String name) {
    return name.indexOf(':') >= 0 || IPV4.matcher(name).matches();
  }

  /** Addresses of version 6 can be written in many ways. No name server is asked. */
  private static String canonical(String name) {
    String plain = name.startsWith("[") ? name.substring(1, name.length() - 1) : name;
    if (plain.indexOf(':') < 0) {
      return plain.toLowerCase(Locale.ROOT);
    }
    try {
      InetAddress address = InetAddress.getByName(plain);
      return address instanceof Inet6Address ? address.getHostAddress() : plain;
    } catch (UnknownHostException none) { // Then it is equal to nothing but itself.
      return plain;
    }
  }
}
