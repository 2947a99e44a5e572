-- A call waits until its input is put away, so that it can tell where that is, but not for ever.
-- No pause is longer than ten minutes: where more is to be waited, the clock was set back.
SELECT hook_calls.*, jobs.archive_path
FROM hook_calls JOIN jobs ON jobs.id = hook_calls.job_id
WHERE hook_calls.state = 'due' AND hook_calls.door = ?1 AND hook_calls.event = ?2
  AND (hook_calls.not_before <= ?3 OR hook_calls.not_before > ?3 + 600000)
  AND (jobs.work_path IS NULL OR abs(hook_calls.created_at - ?3) > 60000)
ORDER BY hook_calls.id
LIMIT ?4
