package io.logflow.flow.audit;

import io.logflow.settings.InboxSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * I7: from the claim on, the input of each job is where its row says, and nowhere without a row.
 */
final class ClaimedInputs implements Check {
  private static final Pattern WORK_FILE = Pattern.compile("(?s)(?<job>[0-9a-z]{26}).*\\.input");

  @Override
  public void look(Scene scene, Consumer<Violation> found) {
    for (InboxSettings inbox : scene.plan().inboxes()) {
      for (AuditedJob job : scene.jobsOf(inbox)) {
        if (!job.status().equals("claiming")) {
          look(scene, inbox, job, found);
        }
      }
      rowless(scene, inbox, found);
    }
  }

  private static void look(
      Scene scene, InboxSettings inbox, AuditedJob job, Consumer<Violation> found) {
    boolean mayBeTaken = scene.plan().allowMissing() && job.work().isEmpty();
    if (job.place().isPresent()) {
      Path place = job.place().get();
      Unseen.at(Invariant.I7, place).ifPresent(found);
      if (!mayBeTaken && !belongsToOthers(inbox, job) && Files.notExists(place)) {
        found.accept(
            violation(
                place,
                "The input of %s is not there.".formatted(job.told()),
                job.archived()
                    ? "If somebody took it away, all is well (--allow-missing); else look for it in"
                        + " your backups."
                    : "Drop its original into the inbox again."));
      }
    } else if (!job.archived()) {
      found.accept(
          violation(
              job.input(),
              "Nothing says where the input of %s is.".formatted(job.told()),
              "Look for it in "
                  + inbox.work()
                  + ", "
                  + inbox.done()
                  + " and "
                  + inbox.failed()
                  + "."));
    } else if (!mayBeTaken && !needNotBePut(inbox, job)) {
      found.accept(
          violation(
              job.input(),
              "The record of %s has forgotten where its input was put.".formatted(job.told()),
              "Look for it in %s; if somebody took it away, all is well (--allow-missing)."
                  .formatted(job.endedWell() ? inbox.done() : inbox.failed())));
    }
  }

  /** Whoever writes a folder whose files are left there may take them away when they are read. */
  private static boolean belongsToOthers(InboxSettings inbox, AuditedJob job) {
    return inbox.leavesFiles() && job.archived();
  }

  private static boolean needNotBePut(InboxSettings inbox, AuditedJob job) {
    boolean removes = !inbox.after().keep() || inbox.after().forTime().isPresent();
    // What a client has sent is removed when nobody needs it any more.
    return inbox.leavesFiles() || inbox.isHttp() || (job.endedWell() && removes);
  }

  private static void rowless(Scene scene, InboxSettings inbox, Consumer<Violation> found) {
    for (Tree.Found file : scene.inputs().get(inbox.work())) {
      Matcher name = WORK_FILE.matcher(file.path().getFileName().toString());
      if (name.matches() && !scene.books().jobs().containsKey(name.group("job"))) {
        found.accept(
            violation(
                file.path(),
                "It was claimed and no job knows it.",
                "Was an older database put back? Start 'logflow watch' on its inbox, which puts it"
                    + " back there."));
      }
    }
  }

  private static Violation violation(Path where, String what, String remedy) {
    return new Violation(Invariant.I7, where.toString(), what, remedy);
  }
}
