package io.logflow.flow.doctor;

import io.logflow.job.LogFlowException;
import io.logflow.publish.Disks;
import io.logflow.settings.InboxSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Whether an inbox can be watched, and its outputs be published. */
final class InboxCheck {
  private InboxCheck() {}

  static List<Finding> look(InboxSettings inbox) {
    String subject = "inbox " + inbox.name();
    List<Finding> findings = new ArrayList<>();
    findings.add(folder(subject, inbox));
    if (inbox.leavesFiles()) {
      findings.add(Folders.writable(subject + " work", inbox.work()));
      findings.add(Folders.writable(subject + " failed", inbox.failed()));
      findings.add(work(subject, inbox.work()));
    } else if (findings.get(0).level() == Finding.Level.OK) {
      findings.add(oneDisk(subject, inbox));
      findings.add(work(subject, inbox.work()));
    }
    Finding output = Folders.writable(subject + " output", inbox.output());
    findings.add(output);
    if (output.level() == Finding.Level.OK) {
      findings.add(links(subject + " output", Folders.existing(inbox.output())));
    }
    return findings;
  }

  private static Finding folder(String subject, InboxSettings inbox) {
    Path path = inbox.path();
    if (path.toString().contains("?")) {
      return Finding.fail(
          subject, path + " has a question mark in its path.", "Rename it; it cannot be watched.");
    }
    if (!Files.isDirectory(path)) {
      return Finding.fail(subject, "There is no folder " + path + ".", "Make it, or name another.");
    }
    if (!Files.isReadable(path) || !Files.isExecutable(path)) {
      return Finding.fail(
          subject,
          "The files in " + path + " cannot be listed.",
          "Let this user (" + System.getProperty("user.name") + ") read it.");
    }
    // Where files are left, not even an empty one is made to see whether it can be.
    return inbox.leavesFiles()
        ? Finding.ok(subject, path + " can be read.")
        : Folders.writable(subject, path);
  }

  private static Finding oneDisk(String subject, InboxSettings inbox) {
    try {
      Disks.requireOne(inbox.path(), List.of(inbox.work(), inbox.done(), inbox.failed()));
      return Finding.ok(subject, "Files move to work, done and failed in one step.");
    } catch (LogFlowException e) {
      return Finding.fail(subject, e.getMessage(), e.remedy());
    } catch (IOException e) {
      return Finding.fail(
          subject,
          "Files cannot be moved to work, done and failed: " + e + ".",
          "Let this user (" + System.getProperty("user.name") + ") write in all of them.");
    }
  }

  private static Finding work(String subject, Path work) {
    return Files.isDirectory(work) && Folders.isOpenToOthers(work)
        ? Finding.warn(
            subject,
            "Others can look into " + work + ", where claimed inputs are.",
            "chmod 700 '" + work + "'")
        : Finding.ok(subject, work + " is private.");
  }

  private static Finding links(String subject, Path folder) {
    try {
      Path file = Files.createTempFile(folder, ".logflow-doctor", ".tmp");
      Path link = file.resolveSibling(file.getFileName() + ".link");
      try {
        Files.createLink(link, file);
        return Finding.ok(subject, "The disk has hard links: no output can replace another.");
      } finally {
        Files.deleteIfExists(link);
        Files.deleteIfExists(file);
      }
    } catch (IOException | UnsupportedOperationException e) {
      return Finding.warn(
          subject,
          "The disk of " + folder + " has no hard links.",
          "Let nothing but LogFlow make files there, or choose a disk that has them.");
    }
  }
}
