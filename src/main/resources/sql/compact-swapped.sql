UPDATE compactions SET state = 'swapped', files = ?2, rows = ?3, bytes_before = ?4, bytes_after = ?5
WHERE id = ?1 AND state = 'open'
