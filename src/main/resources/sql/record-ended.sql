-- How jobs ended that publish nothing; pending are those that come again.
-- The plus keeps SQLite from going through all jobs of a status for each row; by id it finds them at once.
UPDATE jobs SET
  status = job.value ->> 'status',
  attempt = attempt - (job.value ->> 'attempts_back'),
  not_before = job.value ->> 'not_before',
  input_format = coalesce(job.value ->> 'input_format', input_format),
  input_size = coalesce(job.value ->> 'input_size', input_size),
  engine = job.value ->> 'engine',
  engine_reason = job.value ->> 'engine_reason',
  input_sha256 = job.value ->> 'input_sha256',
  rejected_rows = job.value ->> 'rejected_rows',
  skipped_rows = job.value ->> 'skipped_rows',
  rejects_path = job.value ->> 'rejects_path',
  error = job.value ->> 'error',
  error_kind = job.value ->> 'error_kind',
  error_remedy = job.value ->> 'error_remedy',
  duplicate_of = job.value ->> 'duplicate_of',
  output_path = NULL,
  duration_ms = (job.value ->> 'now') - started_at,
  completed_at = CASE WHEN job.value ->> 'status' = 'pending' THEN NULL ELSE job.value ->> 'now' END,
  heartbeat_at = job.value ->> 'now'
FROM json_each(:?jobs) AS job
WHERE jobs.id = job.value ->> 'id'
  AND (+jobs.status IN ('pending', 'claiming')
    OR (+jobs.status = 'running' AND jobs.owner = job.value ->> 'owner'))
