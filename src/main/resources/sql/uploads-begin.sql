INSERT INTO uploads (id, name, length, key, created_at) VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT (key) WHERE key IS NOT NULL DO NOTHING
