SELECT id FROM jobs WHERE status = 'running' AND cancel_asked_at IS NOT NULL AND owner = ?1
