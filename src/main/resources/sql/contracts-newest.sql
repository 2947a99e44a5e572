SELECT * FROM schema_versions WHERE folder = ?1 ORDER BY revision DESC LIMIT 1
