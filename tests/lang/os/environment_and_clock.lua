-- getenv reads the environment; the clock only goes forward.
print(os.getenv("NO_SUCH_VARIABLE_AT_ALL"), type(os.getenv("PATH"))) -- expect: nil	string
local before = os.clock()
for i = 1, 1000 do end
print(math.type(before), os.clock() >= before) -- expect: float	true
print(os.setlocale(), os.setlocale("C"), os.setlocale(nil), os.setlocale("no such"))
-- expect: C	C	C	nil
print(pcall(os.getenv) == false) -- expect: true
print(os.rename == nil, type(os.tmpname)) -- expect: false	function
