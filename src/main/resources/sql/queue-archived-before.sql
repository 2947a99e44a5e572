SELECT * FROM jobs
WHERE archive_path IS NOT NULL AND door = ?1 AND archived_at < ?2
  AND status IN ('completed', 'completed_with_rejects', 'empty', 'duplicate')
  -- Somebody may have taken the file away and a later one have got its name.
  AND NOT EXISTS (
    SELECT 1 FROM jobs AS later
    WHERE later.archive_path = jobs.archive_path AND later.archived_at > jobs.archived_at)
ORDER BY id
LIMIT 1000
