UPDATE OR REPLACE known_files SET door = ?2 WHERE door = ?1 AND substr(path, 1, length(?3)) = ?3
