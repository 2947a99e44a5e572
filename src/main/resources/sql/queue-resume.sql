DELETE FROM pauses WHERE door = ?1
