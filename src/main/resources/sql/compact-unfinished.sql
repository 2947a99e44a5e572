SELECT id, folder, target, temp, owner, state FROM compactions WHERE state <> 'done' ORDER BY id
