-- Text around the conversions is copied, whatever its bytes.
print(os.date("!plain text, 100 %% äö", 0), #os.date("!a\0b", 0), os.date("!", 0) == "")
-- expect: plain text, 100 % äö	3	true
print(os.date("!!%H", 0), os.date("!%H!%M", 0), os.date("!%%%H%%", 0), os.date("!%%H", 0))
-- expect: !00	00!00	%00%	%H
local long = ("x%Y-"):rep(300)
print(#os.date("!" .. long, 0), os.date("!" .. long, 0) == ("x1970-"):rep(300))
-- expect: 1800	true
print(os.date("!*", 0), os.date("!*T", 0), os.date("!x*t", 0)) -- expect: *	*T	x*t
print(os.date("!%d.%m.%Y", 86400 * 59), os.date("!%d/%m", 86400 * 58))
-- expect: 01.03.1970	28/02
print(type(os.date()), #os.date("%Y-%m-%d"), os.date("%Y", nil) == os.date("%Y"))
-- expect: string	10	true
