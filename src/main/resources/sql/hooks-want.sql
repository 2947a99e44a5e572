INSERT INTO hooks (door, event) SELECT ?1, value FROM json_each(?2)
