-- As compact-take, each path with a target of its own: a JSON array with one object, path to target.
INSERT INTO compacted (path, target, compaction, number)
SELECT pair.key, pair.value, ?1, pair.id FROM json_each(?2 -> '$[0]') AS pair
WHERE true
ON CONFLICT (path) DO UPDATE SET
  target = excluded.target, compaction = excluded.compaction, number = excluded.number
