-- What an earlier run has left is brought to its end by this one.
UPDATE jobs SET run = ?2 WHERE door = ?1 AND work_path IS NOT NULL
