package io.logflow.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Tells JSON, also one value a line, from delimited text that happens to begin with a bracket. */
final class JsonStart {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final int ENOUGH_TOKENS = 2000;

  private JsonStart() {}

  /** Whether a text begins with an object or array and stays JSON as far as it is looked at. */
  static boolean matches(String text) {
    String start = text.stripLeading();
    if (!start.startsWith("{") && !start.startsWith("[")) {
      return false;
    }
    int tokens = 0;
    try (JsonParser parser = FACTORY.createParser(start)) {
      while (tokens < ENOUGH_TOKENS && parser.nextToken() != null) {
        tokens++;
      }
      return true;
    } catch (JsonEOFException cutOff) {
      return tokens > 1;
    } catch (JsonParseException noJson) {
      return false;
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }
}
