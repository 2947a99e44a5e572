SELECT count(*) AS waiting FROM jobs INDEXED BY idx_jobs_waiting
WHERE status = 'pending' AND door IN (SELECT value FROM json_each(?1))
