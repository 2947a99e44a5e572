UPDATE hook_calls SET attempts = attempts + 1, error = ?2, not_before = ?3
WHERE id = ?1 AND state = 'due'
