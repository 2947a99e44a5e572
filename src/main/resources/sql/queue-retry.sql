-- The input is read where it was put when the job failed.
UPDATE jobs SET
  status = 'pending',
  attempt = 0,
  not_before = NULL,
  cancel_asked_at = NULL,
  work_path = archive_path,
  archive_path = NULL,
  archived_at = NULL,
  completed_at = NULL,
  error = NULL,
  error_kind = NULL,
  error_remedy = NULL
WHERE id = ?1
  AND status IN ('failed', 'quarantined', 'cancelled')
  AND archive_path IS NOT NULL
  -- Somebody may have taken the file away and a later one have got its name.
  AND NOT EXISTS (
    SELECT 1 FROM jobs AS later
    WHERE later.archive_path = jobs.archive_path AND later.archived_at > jobs.archived_at)
