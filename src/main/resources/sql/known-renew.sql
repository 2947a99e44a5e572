UPDATE known_files SET stamp = ?3, sha256 = NULL, seen_at = ?4 WHERE door = ?1 AND path = ?2
