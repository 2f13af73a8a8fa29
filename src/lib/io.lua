-- lines() of the io library and of files: the iterators are closures.

-- What a read gave: at the end a file that we opened is closed.
function lines_result(file, is_ours, first, ...)
    if first == nil then
        local message = ...
        if message then error(message, 3) end
        if is_ours then file:close() end
    end
    return first, ...
end

function lines_iterator(file, is_ours, count, ...)
    local read = file_read
    if count == 0 then
        return function()
            if io.type(file) ~= "file" then error("file is already closed", 2) end
            local line, message = read(file)
            if line ~= nil then return line end
            return lines_result(file, is_ours, nil, message)
        end
    end
    local formats = table.pack(...)
    return function()
        if io.type(file) ~= "file" then error("file is already closed", 2) end
        return lines_result(file, is_ours, read(file, table.unpack(formats, 1, count)))
    end
end

function file.lines(self, ...)
    if io.type(self) == "closed file" then error("attempt to use a closed file", 2) end
    if not io.type(self) then
        error("bad argument #1 to 'lines' (FILE* expected, got " .. type(self) .. ")", 2)
    end
    return lines_iterator(self, false, select("#", ...), ...)
end

function io.lines(name, ...)
    if name == nil then
        local file = io.input()
        if io.type(file) ~= "file" then error("attempt to use a closed file", 2) end
        return lines_iterator(file, false, select("#", ...), ...)
    end
    if type(name) == "number" then name = tostring(name) end
    if type(name) ~= "string" then
        error("bad argument #1 to 'lines' (string expected, got " .. type(name) .. ")", 2)
    end
    local file, message = io.open(name)
    if not file then
        local reason = string.sub(message, #name + 3)
        error("cannot open file '" .. name .. "' (" .. reason .. ")", 2)
    end
    return lines_iterator(file, true, select("#", ...), ...), nil, nil, file
end
