-- The claimed inputs are in the work folder, durably: from here on LogFlow answers for them.
-- The plus keeps SQLite from going through all jobs of a status for each row; by id it finds them at once.
UPDATE jobs SET status = 'pending', heartbeat_at = job.value ->> 'now'
FROM json_each(:?jobs) AS job
WHERE jobs.id = job.value ->> 'id' AND +jobs.status = 'claiming'
