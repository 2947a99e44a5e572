-- Files that are not there; those that are there again are no longer gone.
UPDATE known_files
SET gone_at =
  CASE WHEN path IN (SELECT value FROM json_each(?2)) THEN coalesce(gone_at, ?3) END
WHERE door = ?1 AND (gone_at IS NOT NULL OR path IN (SELECT value FROM json_each(?2)))
