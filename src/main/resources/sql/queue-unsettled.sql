SELECT * FROM jobs
WHERE work_path IS NOT NULL AND status <> 'pending' AND door IN (SELECT value FROM json_each(?1))
ORDER BY rowid
