-- WHERE true: else SQLite takes ON for the condition of a join.
INSERT INTO schema_cache (file_hash, file_path, file_size, schema, created_at)
SELECT
  job.value ->> 'file_hash',
  job.value ->> 'input_path',
  job.value ->> 'input_size',
  job.value -> 'schema',
  job.value ->> 'now'
FROM json_each(:?jobs) AS job
WHERE true
ON CONFLICT (file_hash) DO UPDATE SET
  file_path = excluded.file_path,
  file_size = excluded.file_size,
  schema = excluded.schema,
  created_at = excluded.created_at
