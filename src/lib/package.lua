-- require and what it consists of. The package table and the natives that check the
-- arguments, and come as the first ones here, are in package.c. There are no C
-- modules: a module is Lua text, or a function in package.preload.

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

-- The name goes into the whole path, which then is split: a ";" in it counts.
function package_searchpath(_, name, path, separator, replacement)
    separator, replacement = separator or ".", replacement or "/"
    if separator ~= "" then
        name = table.concat(package_split(name, separator), replacement)
    end
    path = table.concat(package_split(path, "?"), name)
    local tried = package_split(path, ";")
    for i, file in ipairs(tried) do
        local handle = io.open(file, "r")
        if handle then
            handle:close()
            return file
        end
        tried[i] = "no file '" .. file .. "'"
    end
    return nil, table.concat(tried, "\n\t")
end

function package_search_preload(_, name)
    local loader = package_preload[name]
    if loader == nil then return "no field package.preload['" .. name .. "']" end
    return loader, ":preload:"
end

function package_search_path(_, name)
    local path = package.path
    if type(path) == "number" then path = tostring(path) end
    if type(path) ~= "string" then error("'package.path' must be a string", 2) end
    local file, tried = package_searchpath(nil, name, path)
    if not file then return tried end
    local loader, message = loadfile(file)
    if not loader then
        error("error loading module '" .. name .. "' from file '" .. file .. "':\n\t" ..
              message, 2)
    end
    return loader, file
end

-- One function, so that for error levels require is what calls searchers and loaders.
function package_require(_, name)
    local loaded = package_loaded
    if loaded[name] then return loaded[name] end
    local searchers, tried, loader, extra = package.searchers, "", nil, nil
    if type(searchers) ~= "table" then error("'package.searchers' must be a table", 2) end
    for i = 1, math.maxinteger do
        if rawget(searchers, i) == nil then
            error("module '" .. name .. "' not found:" .. tried, 2)
        end
        loader, extra = rawget(searchers, i)(name)
        if type(loader) == "function" then break end
        if type(loader) == "string" or type(loader) == "number" then
            tried = tried .. "\n\t" .. loader
        end
    end
    local result = loader(name, extra)
    if result ~= nil then loaded[name] = result end
    if loaded[name] == nil then loaded[name] = true end
    return loaded[name], extra
end
