SELECT * FROM jobs
WHERE work_path IS NULL AND archived_at IS NOT NULL AND id IN (SELECT value FROM json_each(?1))
