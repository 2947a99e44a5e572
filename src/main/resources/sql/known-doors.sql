-- A schedule reads where an inbox may be, and knows its files for itself.
SELECT DISTINCT door FROM known_files
WHERE door <> ?1 AND door NOT LIKE 'schedule:%' AND substr(path, 1, length(?2)) = ?2
