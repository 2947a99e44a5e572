DELETE FROM compactions WHERE id = ?1 AND state = 'open'
