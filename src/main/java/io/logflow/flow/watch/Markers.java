package io.logflow.flow.watch;

import io.logflow.flow.watch.Claims.Claim;
import io.logflow.publish.MarkerFiles;
import java.util.List;

/** Removes the markers of inputs that are safe in the work folder. */
public final class Markers {
  private final MarkerFiles files = new MarkerFiles();

  /** Those of the claims that were moved. */
  public Claims remove(Claims claims) {
    files.remove(claims.moved().stream().flatMap(claim -> claim.marker().stream()).toList());
    return claims;
  }

  /** Those of claims that did not come to their end. */
  void removeLeft(Inbox inbox, List<Claim> moved) {
    inbox
        .settings()
        .marker()
        .ifPresent(ending -> moved.forEach(claim -> files.removeLeft(claim.source(), ending)));
  }
}
