-- The plus keeps SQLite from going through all jobs of a status for each row; by id it finds them at once.
UPDATE jobs SET
  output_path = job.value ->> 'output_path',
  heartbeat_at = job.value ->> 'now'
FROM json_each(:?jobs) AS job
WHERE jobs.id = job.value ->> 'id'
  AND jobs.owner = job.value ->> 'owner'
  AND +jobs.status = 'running'
