SELECT DISTINCT door FROM known_files WHERE door <> ?1 AND substr(path, 1, length(?2)) = ?2
