package io.logflow.http;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A host and, where it is written, a port, as in the field {@code Host} (RFC 9110, 7.2).
 *
 * @param host in lower case, an IPv6 address without brackets, a name without its last dot
 * @param port the digits behind the colon; empty where there are none
 */
record Authority(String host, String port) {
  private static final Pattern FORM =
      Pattern.compile("(?:\\[([0-9A-Fa-f:.]{2,45})]|([A-Za-z0-9._-]{1,253}))(?::([0-9]{1,5}))?");

  /** Reads one; empty where the text is none, such as one with a user name. */
  static Optional<Authority> of(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String host = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
    String name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    String port = matcher.group(3) == null ? "" : matcher.group(3);
    return Optional.of(new Authority(name.toLowerCase(Locale.ROOT), port));
  }
}
