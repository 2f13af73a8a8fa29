-- Only "*t" alone asks for a table; with more behind it is text.
print(os.date("!*tx", 0), os.date("!*t!", 0)) -- expect: *tx	*t!
print(os.date("!*t%H", 0), os.date("*t*", 0)) -- expect: *t00	*t*
print(type(os.date("!*t", 0)), type(os.date("*t", 0)), type(os.date("!*t\0", 0)))
-- expect: table	table	table
