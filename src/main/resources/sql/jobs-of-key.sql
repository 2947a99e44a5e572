SELECT *, rowid AS arrival FROM jobs WHERE door = ?1 AND idempotency_key = ?2
