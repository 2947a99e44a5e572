-- Inboxes whose small inputs have waited long enough for others, or are enough together; ?1 is an array of
-- [door, milliseconds, bytes, inputs].
SELECT door FROM (
  SELECT
    jobs.door,
    wanted.value ->> 1 AS wait,
    wanted.value ->> 2 AS bytes,
    wanted.value ->> 3 AS inputs,
    -- One that comes again waits for others again.
    min(max(jobs.created_at, coalesce(jobs.not_before, 0))) AS oldest,
    max(jobs.created_at) AS newest,
    max(jobs.attempt) AS attempts,
    sum(jobs.input_size) AS waiting_bytes,
    count(*) AS waiting
  FROM json_each(?1) AS wanted
  JOIN jobs ON jobs.door = wanted.value ->> 0
  WHERE jobs.status = 'pending' AND jobs.lane = 'small'
    AND (coalesce(jobs.not_before, 0) <= ?2 OR jobs.heartbeat_at > ?2)
  GROUP BY jobs.door)
-- A newest one that is not born yet tells of a clock that was set back.
WHERE oldest <= ?2 - wait OR newest > ?2 OR (attempts > 0 AND ?3) OR waiting_bytes >= bytes OR waiting >= inputs
