SELECT id, status, door, owner, input_path, output_path, row_count, attempt, input_sha256, rejected_rows,
  skipped_rows, work_path, archive_path, archived_at, duplicate_of, rejects_path, created_at
FROM jobs
ORDER BY id
