SELECT * FROM uploads WHERE created_at < ?1 ORDER BY created_at
