-- The plus keeps SQLite from going through all jobs of a status for each row; by id it finds them at once.
UPDATE jobs SET owner = ?2 WHERE +status = 'running' AND id IN (SELECT value FROM json_each(?1))
