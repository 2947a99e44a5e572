SELECT status, count(*) AS jobs FROM jobs INDEXED BY idx_jobs_status GROUP BY status
