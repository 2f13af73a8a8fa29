-- os.getenv gives the value of a variable, or nil where there is none.
print(os.getenv("NO_SUCH_VARIABLE_HERE"), os.getenv(""), os.getenv("A=B"), os.getenv(12))
-- expect: nil	nil	nil	nil
print(type(os.getenv("PATH")), os.getenv("PATH\0more") == os.getenv("PATH"))
-- expect: string	true
print(select("#", os.getenv("NO_SUCH_VARIABLE_HERE")), os.getenv("path_in_lower_case"))
-- expect: 1	nil
print(pcall(os.getenv))
-- expect: false	bad argument #1 to 'os.getenv' (string expected, got no value)
print(pcall(os.getenv, nil))
-- expect: false	bad argument #1 to 'os.getenv' (string expected, got nil)
print(pcall(os.getenv, {}))
-- expect: false	bad argument #1 to 'os.getenv' (string expected, got table)
print(select(2, pcall(function() return os.getenv(true) end)))
-- expect: environment_variables.lua:14: bad argument #1 to 'getenv' (string expected, got boolean)
