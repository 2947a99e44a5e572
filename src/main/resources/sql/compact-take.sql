-- From now on no job publishes under these names. A name may have led elsewhere once, to a file that is gone by now.
INSERT INTO compacted (path, target, compaction, number)
SELECT source.value, ?2, ?1, source.key FROM json_each(?3) AS source
WHERE true
ON CONFLICT (path) DO UPDATE SET
  target = excluded.target, compaction = excluded.compaction, number = excluded.number
