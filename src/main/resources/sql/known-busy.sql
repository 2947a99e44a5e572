SELECT input_path FROM jobs WHERE door = ?1 AND work_path IS NOT NULL AND status <> 'claiming'
