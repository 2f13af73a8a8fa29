-- Fails with a table.
error({code = 7})
