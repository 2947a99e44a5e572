WITH done AS (
  SELECT
    job.value AS facts,
    job.value ->> 'id' AS id,
    job.value ->> 'owner' AS owner,
    job.value ->> 'now' AS now,
    (job.value ->> 'now') - started.started_at AS duration_ms,
    max((job.value ->> 'now') - started.started_at, 1) / 1000.0 AS seconds
  FROM json_each(:?jobs) AS job
  JOIN jobs AS started ON started.id = job.value ->> 'id'
)
UPDATE jobs SET
  status = done.facts ->> 'status',
  input_format = done.facts ->> 'input_format',
  input_size = done.facts ->> 'input_size',
  output_path = done.facts ->> 'output_path',
  output_size = done.facts ->> 'output_size',
  row_count = done.facts ->> 'row_count',
  column_count = done.facts ->> 'column_count',
  compression_ratio = done.facts ->> 'compression_ratio',
  duration_ms = done.duration_ms,
  throughput = (done.facts ->> 'job_rows') / done.seconds,
  completed_at = done.now,
  heartbeat_at = done.now,
  engine = done.facts ->> 'engine',
  engine_reason = done.facts ->> 'engine_reason',
  input_sha256 = done.facts ->> 'input_sha256',
  rejected_rows = done.facts ->> 'rejected_rows',
  skipped_rows = done.facts ->> 'skipped_rows',
  rejects_path = done.facts ->> 'rejects_path',
  warnings = done.facts -> 'warnings',
  metrics = json_patch(done.facts -> 'metrics', json_object(
    'total_duration', done.duration_ms,
    'rows_per_second', (done.facts ->> 'job_rows') / done.seconds,
    'bytes_per_second', (done.facts ->> 'job_bytes') / done.seconds))
FROM done
WHERE jobs.id = done.id AND jobs.owner = done.owner AND jobs.status = 'running'
