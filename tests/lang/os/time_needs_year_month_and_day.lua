-- The year, the month and the day must be there, as integers; the others have defaults.
print(pcall(os.time, {})) -- expect: false	field 'year' missing in date table
print(pcall(os.time, {year = 2020})) -- expect: false	field 'month' missing in date table
print(pcall(os.time, {year = 2020, month = 1}))
-- expect: false	field 'day' missing in date table
print(pcall(os.time, {month = 1, day = 1})) -- expect: false	field 'year' missing in date table
print(pcall(os.time, {year = 2020, day = 1}))
-- expect: false	field 'month' missing in date table
print(pcall(os.time, {year = {}, month = 1, day = 1}))
-- expect: false	field 'year' is not an integer
print(pcall(os.time, {year = true, month = 1, day = 1}))
-- expect: false	field 'year' is not an integer
print(pcall(os.time, {year = 2020.5, month = 1, day = 1}))
-- expect: false	field 'year' is not an integer
print(pcall(os.time, {year = 2020, month = "one", day = 1}))
-- expect: false	field 'month' is not an integer
print(pcall(os.time, {year = 2020, month = 1, day = "1.5"}))
-- expect: false	field 'day' is not an integer
print(pcall(os.time, {year = 2020, month = 1, day = 1, hour = "x"}))
-- expect: false	field 'hour' is not an integer
print(pcall(os.time, {year = 2020, month = 1, day = 1, min = {}}))
-- expect: false	field 'min' is not an integer
print(pcall(os.time, {year = 2020, month = 1, day = 1, sec = 0.5}))
-- expect: false	field 'sec' is not an integer
print(pcall(os.time, {year = 2020, month = 1, day = 1, hour = false}))
-- expect: false	field 'hour' is not an integer
local noon = {year = 2020, month = 1, day = 1, hour = 12, min = 0, sec = 0}
print(os.time({year = 2020, month = 1, day = 1}) == os.time(noon)) -- expect: true
