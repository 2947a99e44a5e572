-- Nobody is to be told any more.
UPDATE hook_calls SET state = 'dropped', ended_at = ?3
WHERE door = ?1 AND state = 'due' AND event NOT IN (SELECT value FROM json_each(?2))
