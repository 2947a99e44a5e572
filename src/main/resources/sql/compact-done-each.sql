UPDATE compactions SET state = 'done', files = ?2, rows = ?3, bytes_before = ?4, bytes_after = ?5, done_at = ?6
WHERE id = ?1 AND state = 'open'
