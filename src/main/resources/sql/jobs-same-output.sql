SELECT * FROM jobs
WHERE created_at = ?1 AND output_path = ?2 AND coalesce(owner, '') = ?3
ORDER BY id
