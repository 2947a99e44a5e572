-- All tokens by name.
SELECT name, digest, scope, created_at, expires_at FROM tokens ORDER BY name
