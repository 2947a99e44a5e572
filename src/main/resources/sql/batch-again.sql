-- Files whose last job came to nothing, in another run than this one.
SELECT known_files.path FROM known_files CROSS JOIN jobs ON jobs.id = known_files.job_id
WHERE known_files.door = ?1 AND jobs.status IN ('failed', 'quarantined', 'cancelled')
  AND coalesce(jobs.run, '') <> ?2
