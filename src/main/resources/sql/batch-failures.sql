SELECT * FROM jobs WHERE run = ?1 AND status IN ('failed', 'quarantined', 'cancelled') ORDER BY rowid
