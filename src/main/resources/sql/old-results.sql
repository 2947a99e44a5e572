-- A duplicate that ended later shows the same result.
SELECT *, rowid AS arrival FROM jobs INDEXED BY idx_jobs_door
WHERE door = 'http' AND status = ?1 AND rowid > ?3
  AND completed_at < ?2
  AND NOT EXISTS (
    SELECT 1 FROM jobs AS later
    WHERE later.duplicate_of = jobs.id AND coalesce(later.completed_at, later.created_at) >= ?2)
ORDER BY rowid
LIMIT ?4
