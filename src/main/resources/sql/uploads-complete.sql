UPDATE uploads SET complete = 1, size = ?2, sha256 = ?3 WHERE id = ?1
