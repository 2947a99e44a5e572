UPDATE jobs SET
  work_path = NULL,
  archive_path = job.value ->> 'archive_path',
  archived_at = job.value ->> 'now'
FROM json_each(:?jobs) AS job
WHERE jobs.id = job.value ->> 'id' AND jobs.status NOT IN ('claiming', 'pending', 'running')
