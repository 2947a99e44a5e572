SELECT count(*) AS jobs FROM jobs
WHERE run = ?1 AND (work_path IS NOT NULL OR status IN ('claiming', 'pending', 'running'))
