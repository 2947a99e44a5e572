DELETE FROM profiles WHERE name = ?1 AND source = 'table'
