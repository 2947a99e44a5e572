SELECT state FROM appended_files
WHERE door = ?1 AND (path = ?2 OR (identity = ?3 AND ?3 <> 'null'))
ORDER BY identity = ?3 DESC, at DESC
