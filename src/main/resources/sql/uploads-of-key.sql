SELECT * FROM uploads WHERE key = ?1
