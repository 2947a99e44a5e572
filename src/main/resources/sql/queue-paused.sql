SELECT door FROM pauses ORDER BY door
