-- os.setlocale takes a locale and a category; unknown locales are nil.
print(os.setlocale(), os.setlocale(nil), os.setlocale("C"), os.setlocale("POSIX"))
-- expect: C	C	C	C
for _, category in ipairs({"all", "collate", "ctype", "monetary", "numeric", "time"}) do
    print(category, os.setlocale("C", category), os.setlocale(nil, category),
          os.setlocale("xx_YY.none", category))
    -- expect: all	C	C	nil
    -- expect: collate	C	C	nil
    -- expect: ctype	C	C	nil
    -- expect: monetary	C	C	nil
    -- expect: numeric	C	C	nil
    -- expect: time	C	C	nil
end
print(os.setlocale("no such locale"), os.setlocale("C", nil), os.setlocale(12))
-- expect: nil	C	nil
print(pcall(os.setlocale, {}))
-- expect: false	bad argument #1 to 'os.setlocale' (string expected, got table)
print(pcall(os.setlocale, true))
-- expect: false	bad argument #1 to 'os.setlocale' (string expected, got boolean)
print(select(2, pcall(function() return os.setlocale(print) end)):match(":%d+: (.*)"))
-- expect: bad argument #1 to 'setlocale' (string expected, got function)
