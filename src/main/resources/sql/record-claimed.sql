INSERT INTO jobs (id, status, input_path, input_size, config, created_at, door, owner, original_name,
  ledger_output, heartbeat_at, config_hash, profile, version, lane, work_path, input_stamp,
  run)
SELECT
  job.value ->> 'id',
  'claiming',
  job.value ->> 'input_path',
  job.value ->> 'input_size',
  job.value -> 'config',
  job.value ->> 'created_at',
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
  job.value ->> 'input_stamp',
  job.value ->> 'run'
FROM json_each(:?jobs) AS job
