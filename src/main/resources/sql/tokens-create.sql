-- A token whose name is free.
INSERT INTO tokens (name, digest, scope, created_at, expires_at)
VALUES (?1, ?2, ?3, ?4, ?5)
ON CONFLICT (name) DO NOTHING
