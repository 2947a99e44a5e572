-- One may have been put back into the queue since it was looked at.
DELETE FROM jobs
WHERE id IN (SELECT value FROM json_each(?1))
  AND status NOT IN ('claiming', 'pending', 'running')
  AND work_path IS NULL
