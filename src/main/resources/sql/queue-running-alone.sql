SELECT * FROM jobs WHERE status = 'running' AND door IN ('cli', 'sdk') ORDER BY id
