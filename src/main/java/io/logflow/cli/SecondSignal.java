package io.logflow.cli;

import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends a process at once that is ending already and is asked to once more. Java itself ignores the
 * second signal. By reflection, because the compiler warns of these classes and cannot be told not
 * to.
 */
final class SecondSignal {
  private static final Logger LOG = LoggerFactory.getLogger(SecondSignal.class);
  private static final int BY_SIGNAL = 128;

  private SecondSignal() {}

  /** From now on SIGTERM and SIGINT end the process, whatever it is about. */
  static void halts() {
    on("TERM", 15);
    on("INT", 2);
  }

  private static void on(String name, int number) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object halt =
          Proxy.newProxyInstance(
              SecondSignal.class.getClassLoader(),
              new Class<?>[] {handler},
              (proxy, method, arguments) -> halt(BY_SIGNAL + number));
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), halt);
    } catch (ReflectiveOperationException e) { // As with -Xrs; it ends by itself soon enough.
      LOG.debug("A second SIG{} will not be heard.", name, e);
    }
  }

  private static Object halt(int status) {
    Runtime.getRuntime().halt(status);
    throw new IllegalStateException("the process goes on after its end");
  }
}
