-- The table library where Lua is called: tables with __index, __newindex or __len,
-- and orders that are not those of numbers or strings. The natives of table.c and
-- sort.c have checked the arguments and hand over to these, with themselves as the
-- first argument. Lengths and positions may be anything, also the largest integer:
-- loops end before they step over it.

function table_insert(_, t, position, value, last)
    while last > position do
        t[last] = t[last - 1]
        last = last - 1
    end
    t[position] = value
end

function table_remove(_, t, position, length)
    local value = t[position]
    while position < length do
        t[position] = t[position + 1]
        position = position + 1
    end
    t[position] = nil
    return value
end

function table_concat(_, t, separator, first, last)
    local copy = {}
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

function table_move(_, source, first, last, to, destination)
    if destination == nil then destination = source end
    if to > last or to <= first or source ~= destination then
        for i = 0, last - first do destination[to + i] = source[first + i] end
    else
        for i = last - first, 0, -1 do destination[to + i] = source[first + i] end
    end
    return destination
end

function table_unpack(_, t, first, last)
    local copy = {}
    for i = first, last do copy[i - first + 1] = t[i] end
    return table.unpack(copy, 1, last - first + 1)
end

-- A merge sort from the bottom up: runs of 6 elements are sorted by insertion, then
-- the runs of `width` elements in `from` are merged in pairs into `to`. It is one
-- function, so that for error levels the comparator's caller is table.sort. An order
-- that says yes to every question, and to one of them the other way round, is none.
function table_sort(_, t, n, less)
    less = less or is_less
    local from = n > 50 and table.move(t, 1, n, 1, {}) or {table.unpack(t, 1, n)}
    local width, is_reversed = 6, true
    for low = 1, n, width do
        for i = low + 1, math.min(low + width - 1, n) do
            local v, at = from[i], i
            while at > low do
                local before = from[at - 1]
                if not less(v, before) then
                    is_reversed = false
                    break
                end
                from[at] = before
                at = at - 1
            end
            from[at] = v
        end
    end
    local to = width < n and table.move(from, 1, n, 1, {})
    while width < n do
        for low = 1, n, 2 * width do
            local left, right = low, low + width
            local middle, high = math.min(right, n + 1), math.min(right + width, n + 1)
            local a, b = from[left], from[right]
            for at = low, high - 1 do
                if right < high and (left >= middle or less(b, a)) then
                    to[at] = b
                    right = right + 1
                    b = from[right]
                else
                    is_reversed = is_reversed and right >= high
                    to[at] = a
                    left = left + 1
                    a = from[left]
                end
            end
        end
        from, to, width = to, from, width * 2
    end
    if is_reversed and n > 3 and less(from[2], from[1]) then
        error("invalid order function for sorting", 2)
    end
    for i = 1, n do t[i] = from[i] end
end
