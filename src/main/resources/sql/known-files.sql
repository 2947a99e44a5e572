SELECT path, stamp FROM known_files WHERE door = ?1
