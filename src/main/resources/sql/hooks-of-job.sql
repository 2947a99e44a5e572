SELECT event, state, attempts, error FROM hook_calls WHERE job_id = ?1 ORDER BY id
