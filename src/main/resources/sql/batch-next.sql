-- One that a dead process has begun goes on before another one begins.
SELECT * FROM batch_runs WHERE schedule = ?1 AND state IN ('asked', 'running')
ORDER BY state = 'running' DESC, created_at, id LIMIT 1
