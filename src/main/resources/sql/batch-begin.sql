UPDATE batch_runs SET state = 'running', owner = ?2, started_at = coalesce(started_at, ?3)
WHERE id = ?1 AND state IN ('asked', 'running')
