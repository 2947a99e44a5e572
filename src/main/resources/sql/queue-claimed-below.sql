SELECT count(*) AS jobs FROM jobs
WHERE status IN ('claiming', 'pending', 'running') AND substr(work_path, 1, length(?1)) = ?1
