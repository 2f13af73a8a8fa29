-- require and package.searchpath. The package table itself is made in load.c.
-- There are no C modules: a module is Lua text, or a function in package.preload.

function package.searchpath(name, path, separator, replacement)
    separator, replacement = separator or ".", replacement or "/"
    if separator ~= "" then
        name = table.concat(package_split(name, separator), replacement)
    end
    local tried = {}
    for template in string.gmatch(path, "[^;]+") do
        local file = table.concat(package_split(template, "?"), name)
        local handle = io.open(file, "r")
        if handle then
            handle:close()
            return file
        end
        tried[#tried + 1] = "no file '" .. file .. "'"
    end
    return nil, table.concat(tried, "\n\t")
end

-- The parts of a text between a plain separator.
function package_split(text, separator)
    local parts, from = {}, 1
    while true do
        local first, last = string.find(text, separator, from, true)
        if not first then break end
        parts[#parts + 1] = string.sub(text, from, first - 1)
        from = last + 1
    end
    parts[#parts + 1] = string.sub(text, from)
    return parts
end

function package_search_preload(name)
    local loader = package.preload[name]
    if loader == nil then return "no field package.preload['" .. name .. "']" end
    return loader, ":preload:"
end

function package_search_path(name)
    local path = package.path
    if type(path) ~= "string" then error("'package.path' must be a string", 0) end
    local file, tried = package.searchpath(name, path)
    if not file then return tried end
    local loader, message = loadfile(file)
    if not loader then
        error("error loading module '" .. name .. "' from file '" .. file .. "':\n\t" ..
              message, 0)
    end
    return loader, file
end

function package_find(name)
    local searchers = package.searchers
    if type(searchers) ~= "table" then error("'package.searchers' must be a table", 0) end
    local tried = {}
    for i = 1, #searchers do
        local loader, extra = searchers[i](name)
        if type(loader) == "function" then return loader, extra end
        if type(loader) == "string" then tried[#tried + 1] = "\n\t" .. loader end
    end
    error("module '" .. name .. "' not found:" .. table.concat(tried), 3)
end

function _G.require(name)
    if type(name) == "number" then name = tostring(name) end
    if type(name) ~= "string" then
        error("bad argument #1 to 'require' (string expected, got " ..
              (name == nil and "no value" or type(name)) .. ")", 2)
    end
    local loaded = package_loaded
    if loaded[name] then return loaded[name] end
    local loader, extra = package_find(name)
    local result = loader(name, extra)
    if result ~= nil then loaded[name] = result end
    if loaded[name] == nil then loaded[name] = true end
    return loaded[name], extra
end
