DELETE FROM hooks WHERE door = ?1
