SELECT name, config, usage_count, last_used_at, created_at, source FROM profiles WHERE name = ?1
