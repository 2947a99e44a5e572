SELECT output_path FROM jobs
WHERE status = 'running' AND output_path IN (SELECT value FROM json_each(?1))
