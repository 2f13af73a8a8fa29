-- lines() of the io library and of files: the iterators are closures.

function lines_iterator(file, is_ours, count, ...)
    local step = file_lines_step
    if count == 0 then
        return function() return step(file, is_ours) end
    end
    local formats, unpack = table.pack(...), table.unpack
    return function() return step(file, is_ours, unpack(formats, 1, count)) end
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
