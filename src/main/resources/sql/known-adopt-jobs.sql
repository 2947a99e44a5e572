UPDATE jobs SET door = ?2
WHERE door = ?1 AND work_path IS NOT NULL AND substr(input_path, 1, length(?3)) = ?3
