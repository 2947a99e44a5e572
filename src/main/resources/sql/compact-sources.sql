SELECT path FROM compacted WHERE compaction = ?1 ORDER BY number
