-- The inputs are in the work folder, durably: from here on LogFlow answers for them.
INSERT INTO jobs (id, status, input_path, input_size, config, created_at, door, owner, original_name,
  ledger_output, heartbeat_at, config_hash, profile, version, lane, work_path, idempotency_key,
  request_hash)
SELECT
  job.value ->> 'id',
  'pending',
  job.value ->> 'input_path',
  job.value ->> 'input_size',
  job.value -> 'config',
  job.value ->> 'now',
  job.value ->> 'door',
  job.value ->> 'owner',
  job.value ->> 'original_name',
  job.value ->> 'ledger_output',
  job.value ->> 'now',
  job.value ->> 'config_hash',
  job.value ->> 'profile',
  job.value ->> 'version',
  job.value ->> 'lane',
  job.value ->> 'work_path',
  job.value ->> 'idempotency_key',
  job.value ->> 'request_hash'
FROM json_each(:?jobs) AS job
