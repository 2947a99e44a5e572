package io.logflow.http;

import io.logflow.http.tls.HostNames;
import io.logflow.job.ErrorKind;
import io.logflow.job.LogFlowException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The addresses of this machine, and which of them are for itself only. */
public final class Listeners {
  private static final int MOST = 50;
  private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "::1");
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9-]+)*");

  private Listeners() {}

  /**
   * The loopback addresses that a configured host stands for: both of {@code localhost}, where the
   * machine has both, because a client may take either.
   *
   * @throws LogFlowException CONFIGURATION where the host is not this machine alone
   */
  static List<String> loopback(String host) {
    String name = digits(host);
    if (name.equals("localhost")) {
      List<String> both = new ArrayList<>(List.of("127.0.0.1"));
      if (all().contains("0:0:0:0:0:0:0:1")) {
        both.add("::1");
      }
      return both;
    }
    if (name.matches("127(\\.[0-9]{1,3}){3}") || name.equals("::1")) {
      return List.of(name);
    }
    throw ErrorKind.CONFIGURATION.error(
        "server.host is " + host + ", which others than this machine may reach.",
        "Leave it at localhost, or serve others too with --network, TLS and tokens.");
  }

  /** The addresses that a configured host stands for where others may connect, too. */
  static List<String> network(String host) {
    return host.equals("localhost") ? loopback(host) : List.of(digits(host));
  }

  /** Whether an address stands for all of this machine. */
  static boolean isEvery(String host) {
    return Set.of("0.0.0.0", "::").contains(digits(host));
  }

  private static String digits(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /**
   * The names of a server that others are to reach: those that are configured, what this machine
   * calls itself, and the addresses that it listens on. No name server is asked.
   *
   * @param host as in {@code server.host}
   */
  public static HostNames names(String host, List<String> configured) {
    List<String> names = new ArrayList<>(configured);
    if (isEvery(host)) {
      reachable().stream().limit(MOST).forEach(address -> names.add(text(address)));
      ownName().ifPresent(names::add);
      names.addAll(LOOPBACK);
    } else if (LOOPBACK.contains(digits(host))) {
      names.addAll(LOOPBACK);
    } else {
      names.add(digits(host));
    }
    return HostNames.of(names);
  }

  private static Optional<String> ownName() {
    return Stream.of(Optional.ofNullable(System.getenv("COMPUTERNAME")), kernelName())
        .flatMap(Optional::stream)
        .map(String::strip)
        .filter(name -> NAME.matcher(name).matches())
        .findFirst();
  }

  private static Optional<String> kernelName() {
    Path file = Path.of("/proc/sys/kernel/hostname");
    try {
      return Files.isReadable(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    } catch (IOException e) {
      throw ErrorKind.INTERNAL.error("The name of this machine cannot be read.", "", e);
    }
  }

  /** Addresses of this machine that others may reach. */
  static List<InetAddress> reachable() {
    return addresses().stream()
        .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
        .toList();
  }

  /** The address without the name of its interface, which others do not know. */
  private static String text(InetAddress address) {
    return address.getHostAddress().replaceAll("%.*", "");
  }

  private static Set<String> all() {
    Set<String> texts = new LinkedHashSet<>();
    addresses().forEach(address -> texts.add(text(address)));
    return texts;
  }

  private static List<InetAddress> addresses() {
    try {
      return NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses).toList();
    } catch (SocketException e) {
      throw ErrorKind.INTERNAL.error(
          "The addresses of this machine cannot be read: " + e.getMessage() + ".", "", e);
    }
  }

  /** An address from its digits, without asking any server for a name. */
  static InetAddress address(String digits) {
    try {
      return InetAddress.getByName(digits);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(digits + " is no address", e);
    }
  }
}
