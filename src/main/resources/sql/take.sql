-- The only place that counts attempts. Jobs that were running when a process died are taken apart from new ones, a few at
-- once, and those that have seen it twice alone.
WITH ready AS NOT MATERIALIZED (
  SELECT id, attempt, input_size, rowid AS arrival FROM jobs
  WHERE status = 'pending'
    AND lane = :?lane
    -- Since the pause began the clock may have been set back.
    AND (coalesce(not_before, 0) <= :?now OR heartbeat_at > :?now)
    AND door IN (SELECT value FROM json_each(:?doors))
    AND id NOT IN (SELECT value FROM json_each(:?flying))
    AND NOT EXISTS (SELECT 1 FROM pauses WHERE pauses.door IN (jobs.door, '*'))
    -- Where outputs are replaced, of inputs of one name the oldest goes first.
    AND (door NOT IN (SELECT value FROM json_each(:?replacing))
      OR NOT EXISTS (
        SELECT 1 FROM jobs AS earlier
        WHERE earlier.door = jobs.door
          AND earlier.input_path = jobs.input_path
          AND earlier.work_path IS NOT NULL
          AND earlier.rowid < jobs.rowid
          AND earlier.status IN ('claiming', 'pending', 'running')))),
alone AS MATERIALIZED (SELECT id FROM ready WHERE attempt > 1 ORDER BY arrival LIMIT :?again),
again AS MATERIALIZED (
  SELECT id FROM alone
  UNION ALL
  SELECT id FROM (
    SELECT id FROM ready
    WHERE attempt = 1 AND NOT EXISTS (SELECT 1 FROM alone)
    ORDER BY arrival
    LIMIT min(:?limit, :?again * 8)))
UPDATE jobs SET
  status = 'running',
  owner = :?owner,
  attempt = attempt + 1,
  started_at = :?now,
  heartbeat_at = :?now,
  output_path = NULL
WHERE id IN (
  SELECT id FROM again
  UNION ALL
  SELECT id FROM (
    SELECT id, sum(input_size) OVER (ORDER BY arrival) - input_size AS before
    FROM (
      SELECT id, input_size, arrival FROM ready
      WHERE attempt = 0 AND NOT EXISTS (SELECT 1 FROM again)
      ORDER BY arrival
      LIMIT :?limit))
  WHERE before < :?bytes)
RETURNING *, rowid AS arrival
