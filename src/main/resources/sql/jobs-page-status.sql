SELECT *, rowid AS arrival FROM jobs INDEXED BY idx_jobs_status
WHERE status = ?1 AND rowid < ?2
ORDER BY rowid DESC
LIMIT ?3
