UPDATE compactions SET state = 'done', done_at = ?2 WHERE id = ?1 AND state = 'swapped'
