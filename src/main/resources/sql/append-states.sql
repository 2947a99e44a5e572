SELECT state FROM appended_files WHERE door = ?1 AND path = ?2
UNION ALL
SELECT state FROM appended_files WHERE door = ?1 AND identity = ?3 AND path <> ?2
