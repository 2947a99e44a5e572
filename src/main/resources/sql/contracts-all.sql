SELECT * FROM schema_versions WHERE folder = ?1 ORDER BY revision
