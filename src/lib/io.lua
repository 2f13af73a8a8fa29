-- The iterators of lines() are closures; natives of io_lines.c read for them.

function lines_iterator(file, is_ours, ...)
    local step, count = is_ours and file_next_of_own or file_next, select("#", ...)
    local iterator
    if count == 0 then
        iterator = function() return step(file) end
    else
        local formats, unpack = table.pack(...), table.unpack
        iterator = function() return step(file, unpack(formats, 1, count)) end
    end
    if is_ours then return iterator, nil, nil, file end
    return iterator
end
