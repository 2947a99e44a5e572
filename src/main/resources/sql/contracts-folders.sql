SELECT DISTINCT folder FROM schema_versions ORDER BY folder
