SELECT target FROM compacted WHERE path = ?1
