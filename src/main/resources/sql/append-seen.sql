UPDATE OR REPLACE appended_files SET path = ?2, at = ?4
WHERE door = ?1 AND identity = ?3 AND (path = ?2 OR ?3 <> 'null')
