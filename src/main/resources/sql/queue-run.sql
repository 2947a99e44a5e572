UPDATE jobs SET status = 'running', owner = ?2, started_at = coalesce(started_at, ?3)
WHERE status = 'pending' AND id IN (SELECT value FROM json_each(?1))
