-- The table library for tables with __index, __newindex or __len: the natives of
-- table.c and sort.c hand over to these.

function table_length(t)
    local n = #t
    if type(n) ~= "number" or not math.tointeger(n) then
        error("object length is not an integer", 3)
    end
    return math.tointeger(n)
end

function table_position(value, name)
    local i = (type(value) == "number" or type(value) == "string") and math.tointeger(value + 0)
    if not i then
        if type(value) ~= "number" then
            error("bad argument #2 to '" .. name .. "' (number expected, got "
                .. (value == nil and "no value" or type(value)) .. ")", 3)
        end
        error("bad argument #2 to '" .. name
            .. "' (number has no integer representation)", 3)
    end
    return i
end

function table_insert(t, ...)
    local count = select("#", ...)
    local n = table_length(t)
    if count == 1 then
        t[n + 1] = (...)
        return
    end
    if count ~= 2 then error("wrong number of arguments to 'insert'", 2) end
    local position, value = ...
    position = table_position(position, "insert")
    if position < 1 or position > n + 1 then
        error("bad argument #2 to 'insert' (position out of bounds)", 2)
    end
    for i = n + 1, position + 1, -1 do t[i] = t[i - 1] end
    t[position] = value
end

function table_remove(t, ...)
    local n = table_length(t)
    local position = n
    if select("#", ...) > 0 then
        position = table_position((...), "remove")
        if position ~= n and (position < 1 or position > n + 1) then
            error("bad argument #1 to 'remove' (position out of bounds)", 2)
        end
    end
    local value = t[position]
    while position < n do
        t[position] = t[position + 1]
        position = position + 1
    end
    t[position] = nil
    return value
end

function table_concat(t, separator, first, last)
    local copy = {}
    first = first or 1
    last = last or table_length(t)
    for i = first, last do
        local value = t[i]
        if type(value) ~= "string" and type(value) ~= "number" then
            error("invalid value (" .. type(value) .. ") at index " .. i
                .. " in table for 'concat'", 2)
        end
        copy[i - first + 1] = value
    end
    return table.concat(copy, separator)
end

function table_move(source, first, last, to, destination)
    if destination == nil then destination = source end
    if to > last or to <= first or source ~= destination then
        for i = 0, last - first do destination[to + i] = source[first + i] end
    else
        for i = last - first, 0, -1 do destination[to + i] = source[first + i] end
    end
    return destination
end

function table_unpack(t, first, last)
    local copy = {}
    first = first or 1
    last = last or table_length(t)
    if last >= first and (last - first >= 1000000 or last - first < 0) then
        error("too many results to unpack", 2)
    end
    for i = first, last do copy[i - first + 1] = t[i] end
    return table.unpack(copy, 1, last - first + 1)
end

function table_sort(t, comparator)
    local copy = {}
    local n = table_length(t)
    for i = 1, n do copy[i] = t[i] end
    table.sort(copy, comparator)
    for i = 1, n do t[i] = copy[i] end
end
