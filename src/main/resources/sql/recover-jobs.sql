-- What outputs and reports of failures say of jobs that are not on record. They enter no hook: it was called then.
INSERT INTO jobs (id, status, input_path, input_size, output_path, output_size, row_count, column_count, error, created_at,
  completed_at, door, original_name, ledger_output, lane, engine_reason, input_sha256, config_hash, rejected_rows,
  skipped_rows, rejects_path, error_kind, error_remedy, version, archive_path, archived_at)
SELECT
  job.value ->> 'id',
  job.value ->> 'status',
  job.value ->> 'input_path',
  job.value ->> 'input_size',
  job.value ->> 'output_path',
  job.value ->> 'output_size',
  job.value ->> 'row_count',
  job.value ->> 'column_count',
  job.value ->> 'error',
  job.value ->> 'at',
  job.value ->> 'at',
  job.value ->> 'door',
  job.value ->> 'original_name',
  job.value ->> 'ledger_output',
  job.value ->> 'lane',
  'recovered without its record',
  job.value ->> 'input_sha256',
  job.value ->> 'config_hash',
  job.value ->> 'rejected_rows',
  job.value ->> 'skipped_rows',
  job.value ->> 'rejects_path',
  job.value ->> 'error_kind',
  job.value ->> 'error_remedy',
  job.value ->> 'version',
  job.value ->> 'archive_path',
  job.value ->> 'at'
FROM json_each(?1) AS job
WHERE true
ON CONFLICT (id) DO NOTHING
