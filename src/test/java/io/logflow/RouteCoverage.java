package io.logflow;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * How often each step of the routes was gone through, summed over the files that route tests leave.
 * A step is a line of a route file, as {@code convert/convert.camel.yaml:12}.
 */
final class RouteCoverage {
  private static final Pattern IN_ROUTES =
      Pattern.compile("(?:.*[/:])?routes/(?<file>[^:]+\\.yaml)(?::\\d+)?");

  private final Map<String, Long> counts = new TreeMap<>();

  private RouteCoverage() {}

  /** Reads every XML file of a folder; none where it does not exist. */
  static RouteCoverage read(Path folder) {
    RouteCoverage coverage = new RouteCoverage();
    if (!Files.isDirectory(folder)) {
      return coverage;
    }
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".xml")).toList()) {
        coverage.add(file);
      }
      return coverage;
    } catch (IOException | SAXException | ParserConfigurationException failure) {
      throw new IllegalStateException("Cannot read the route coverage in " + folder, failure);
    }
  }

  /** Route files, relative to the folder of routes, that some test loaded. */
  Set<String> files() {
    Set<String> files = new TreeSet<>();
    counts.keySet().forEach(step -> files.add(step.substring(0, step.lastIndexOf(':'))));
    return files;
  }

  /** Steps that no test went through. */
  List<String> missed() {
    return counts.entrySet().stream()
        .filter(step -> step.getValue() == 0)
        .map(Map.Entry::getKey)
        .toList();
  }

  private void add(Path file) throws IOException, SAXException, ParserConfigurationException {
    NodeList elements =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(file.toFile())
            .getElementsByTagName("*");
    for (int i = 0; i < elements.getLength(); i++) {
      add((Element) elements.item(i));
    }
  }

  private void add(Element step) {
    Matcher location = IN_ROUTES.matcher(step.getAttribute("sourceLocation"));
    if (step.hasAttribute("exchangesTotal") && location.matches()) {
      String line = location.group("file") + ":" + step.getAttribute("sourceLineNumber");
      counts.merge(line, Long.valueOf(step.getAttribute("exchangesTotal")), Long::sum);
    }
  }
}
