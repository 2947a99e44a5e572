-- Ended, put away, and with nobody left who is to be told of them.
SELECT *, rowid AS arrival FROM jobs
WHERE (created_at, rowid) > (?2, ?3) AND created_at < ?1
  AND coalesce(completed_at, created_at) < ?1
  AND status NOT IN ('claiming', 'pending', 'running')
  AND work_path IS NULL
  AND NOT EXISTS (SELECT 1 FROM hook_calls WHERE hook_calls.job_id = jobs.id AND hook_calls.state = 'due')
ORDER BY created_at, rowid
LIMIT ?4
