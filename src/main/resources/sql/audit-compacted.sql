SELECT path, target FROM compacted
