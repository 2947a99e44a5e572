SELECT id, status, owner FROM jobs WHERE id IN (SELECT value FROM json_each(?1))
