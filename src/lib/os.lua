-- os.time for a table with a metatable: its fields are read and written by Lua.

function os_time_of_object(object)
    local names = {"year", "month", "day", "hour", "min", "sec", "isdst"}
    local date = {}
    for i = 1, #names do date[names[i]] = object[names[i]] end
    local time = os.time(date)
    names = {"year", "month", "day", "hour", "min", "sec", "yday", "wday", "isdst"}
    for i = 1, #names do object[names[i]] = date[names[i]] end
    return time
end
