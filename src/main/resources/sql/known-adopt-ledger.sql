UPDATE ledger SET door = ?2 WHERE door = ?1
