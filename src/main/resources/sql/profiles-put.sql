INSERT INTO profiles (name, config, created_at) VALUES (?1, ?2, ?3)
ON CONFLICT (name) DO UPDATE SET config = excluded.config, source = 'table'
