SELECT * FROM batch_runs WHERE id = ?1
