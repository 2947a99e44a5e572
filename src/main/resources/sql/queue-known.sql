SELECT id FROM jobs WHERE work_path IS NOT NULL AND id IN (SELECT value FROM json_each(?1))
