package io.logflow.flow.watch.hook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.logflow.settings.HookSettings;
import io.logflow.store.HookCalls.Call;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;

/** What a call tells. */
final class Facts {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

  private Facts() {}

  /** The facts of a call, by name. */
  static Map<String, Object> of(Call call) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("call", call.id());
    try {
      facts.putAll(JSON.readValue(call.facts(), OBJECT));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the state database lets no broken JSON in", e);
    }
    facts.put("archive", call.archive().orElse(null));
    return facts;
  }

  static String json(Map<String, Object> facts) {
    try {
      return JSON.writeValueAsString(facts);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("texts and numbers are always writable as JSON", e);
    }
  }

  /** An argument with the values in their places; a fact that is not there is empty. */
  static String filled(String argument, Map<String, Object> facts) {
    Matcher places = HookSettings.PLACE.matcher(argument);
    return places.replaceAll(place -> Matcher.quoteReplacement(value(place.group(1), facts)));
  }

  private static String value(String name, Map<String, Object> facts) {
    Object value = facts.get(name);
    return value == null ? "" : value.toString();
  }
}
