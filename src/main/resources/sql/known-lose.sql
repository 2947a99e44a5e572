DELETE FROM known_files WHERE door = ?1 AND path = ?2
