UPDATE batch_runs SET state = ?2, exit_code = ?3, counts = ?4, ended_at = ?5
WHERE id = ?1 AND state IN ('asked', 'running')
