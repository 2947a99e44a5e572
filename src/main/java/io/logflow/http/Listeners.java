package io.logflow.http;

import io.logflow.job.ErrorKind;
import io.logflow.job.LogFlowException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The addresses of this machine, and which of them are for itself only. */
final class Listeners {
  private Listeners() {}

  /**
   * The loopback addresses that a configured host stands for: both of {@code localhost}, where the
   * machine has both, because a client may take either.
   *
   * @throws LogFlowException CONFIGURATION where the host is not this machine alone
   */
  static List<String> loopback(String host) {
    String name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
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
        "Leave it at localhost; listening on the network is not built yet.");
  }

  /** Addresses of this machine that others may reach. */
  static List<InetAddress> reachable() {
    return addresses().stream()
        .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
        .toList();
  }

  private static Set<String> all() {
    Set<String> texts = new LinkedHashSet<>();
    addresses().forEach(address -> texts.add(address.getHostAddress().replaceAll("%.*", "")));
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
