SELECT * FROM jobs
WHERE (?1 IS NULL OR status IN (SELECT value FROM json_each(?1)))
ORDER BY created_at DESC, id DESC
LIMIT ?2
