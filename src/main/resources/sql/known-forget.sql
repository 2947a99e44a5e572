DELETE FROM known_files WHERE door = ?1 AND gone_at < ?2
