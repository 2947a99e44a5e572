INSERT INTO jobs (id, status, input_path, created_at, completed_at, door, original_name, ledger_output,
  version, run, error, error_kind, error_remedy)
VALUES (?1, 'pending', ?2, ?3, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
