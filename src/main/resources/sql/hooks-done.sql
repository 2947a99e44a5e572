UPDATE hook_calls SET state = 'done', attempts = attempts + 1, error = NULL, ended_at = ?2
WHERE id = ?1 AND state = 'due'
