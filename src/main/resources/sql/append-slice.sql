UPDATE jobs SET slice = ?2 WHERE id = ?1
