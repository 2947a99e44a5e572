UPDATE compactions SET owner = ?3 WHERE id = ?1 AND owner = ?2 AND state <> 'done'
