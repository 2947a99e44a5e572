package io.logflow.flow.watch;

import io.logflow.flow.watch.Claims.Claim;
import io.logflow.flow.watch.Trouble.Part;
import io.logflow.job.Faults;
import io.logflow.publish.ClaimedFiles;
import io.logflow.publish.ClaimedFiles.Move;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangeProperty;

/** Moves inputs that are on record as being claimed. */
public final class ClaimMoves {
  private final ClaimedFiles files = new ClaimedFiles();
  private final Recovery recovery;
  private final Bell bell;

  ClaimMoves(Recovery recovery, Bell bell) {
    this.recovery = recovery;
    this.bell = bell;
  }

  /** The claims, with those that are safe in the work folder now. */
  public Claims move(Claims claims) {
    if (claims.inbox().left().isPresent()) {
      Faults.at("claim-left");
      return claims.withMoved(claims.inbox().left().get().claim(claims.all()));
    }
    List<Move> moves = claims.all().stream().map(claims::move).toList();
    Set<Path> taken = files.take(moves).stream().map(Move::work).collect(Collectors.toSet());
    List<Claim> moved =
        claims.all().stream().filter(claim -> taken.contains(claims.workFile(claim))).toList();
    return claims.withMoved(moved);
  }

  /** The claims have come to their end: wakes the workers. */
  public Claims settled(Claims claims) {
    claims.inbox().claiming(false);
    claims.inbox().trouble().clear(Part.INTAKE);
    bell.ring();
    return claims;
  }

  /** A claim failed in the middle: its inbox waits, and settles it before the next look. */
  public void failed(@ExchangeProperty(Exchange.EXCEPTION_CAUGHT) Exception failure) {
    recovery.inTrouble(failure);
  }
}
