local t = setmetatable({}, {__index = function(_, key)
    local n = 0
    for i = 1, 20 do n = n + i end
    return n
end})
return {value = t.anything}
