-- debug.debug ends at the end of the input; the registry is a table.
print(pcall(debug.debug)) -- expect: true
print(type(debug.getregistry())) -- expect: table
print(debug.setcstacklimit(200)) -- expect: 200
print(debug.getuservalue(io.stdout, 1), debug.getuservalue(1)) -- expect: nil	nil
print(pcall(debug.setuservalue, 1, 2))
-- expect: false	bad argument #1 to 'debug.setuservalue' (userdata expected, got number)
