UPDATE jobs SET
  status = CASE status WHEN 'pending' THEN 'cancelled' ELSE status END,
  error = CASE status WHEN 'pending' THEN 'The job was cancelled.' END,
  error_kind = CASE status WHEN 'pending' THEN 'cancelled' END,
  completed_at = CASE status WHEN 'pending' THEN ?2 END,
  cancel_asked_at = ?2
WHERE id = ?1 AND status IN ('pending', 'running') AND lane IS NOT NULL
