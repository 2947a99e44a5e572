-- Changes nothing where another job was faster. WHERE true: else SQLite takes ON for the condition of a join.
INSERT INTO schema_versions (folder, revision, version, columns, changes, job_id, created_at)
SELECT
  job.value ->> 'folder',
  job.value ->> 'revision',
  job.value ->> 'version',
  job.value -> 'columns',
  job.value -> 'changes',
  job.value ->> 'job_id',
  job.value ->> 'created_at'
FROM json_each(:?jobs) AS job
WHERE true
ON CONFLICT DO NOTHING
