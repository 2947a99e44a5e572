SELECT * FROM batch_runs WHERE schedule = ?1 AND started_at IS NOT NULL
ORDER BY started_at DESC LIMIT 1
