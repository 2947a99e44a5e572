-- Outputs that were in the files of this compaction are where those are now.
UPDATE compacted SET target = (SELECT next.target FROM compacted AS next WHERE next.path = compacted.target)
WHERE target IN (SELECT taken.path FROM compacted AS taken WHERE taken.compaction = ?1)
