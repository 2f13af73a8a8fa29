-- os.execute gives true or nil, then "exit" or "signal" and a number.
print(os.execute("true")) -- expect: true	exit	0
print(os.execute("false")) -- expect: nil	exit	1
print(os.execute("exit 3")) -- expect: nil	exit	3
print(os.execute("exit 255")) -- expect: nil	exit	255
print(os.execute("exit 256")) -- expect: true	exit	0
print(os.execute("kill -9 $$")) -- expect: nil	signal	9
print(os.execute("kill -TERM $$")) -- expect: nil	signal	15
print(os.execute("no_such_command_at_all 2>/dev/null")) -- expect: nil	exit	127
print(os.execute("")) -- expect: true	exit	0
print(os.execute("test 1 -lt 2"), os.execute("false; true")) -- expect: true	true	exit	0
print(os.execute(), os.execute(nil), select("#", os.execute())) -- expect: true	true	1
