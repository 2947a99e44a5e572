UPDATE hook_calls SET state = 'failed', attempts = attempts + 1, error = ?2, ended_at = ?3
WHERE id = ?1 AND state = 'due'
