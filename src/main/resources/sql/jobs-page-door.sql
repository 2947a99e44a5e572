SELECT *, rowid AS arrival FROM jobs INDEXED BY idx_jobs_door
WHERE door = ?1 AND status = ?2 AND rowid < ?3
ORDER BY rowid DESC
LIMIT ?4
