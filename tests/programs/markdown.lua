-- A converter from Markdown to HTML.
--
-- Lines are grouped into blocks by a list of rules: the first rule that takes a line says
-- where the next block starts. Quotes and list items contain blocks again. Inside of a block
-- a scanner jumps from one special character to the next, each with a handler of its own.
-- An element closes itself at the end of its scope. In the end random documents are
-- converted, and all that comes out is checked for properly nested tags.
--
-- Shows: patterns of all kinds, to-be-closed variables, dispatch tables, recursion.
-- usage: markdown.lua [SCALE]    the number of random documents grows with its square
-- torture: 5

local scale = tonumber((...)) or 1

-- Inline text -------------------------------------------------------------------------------
local ENTITIES = {["&"] = "&amp;", ["<"] = "&lt;", [">"] = "&gt;", ['"'] = "&quot;"}
local function escape(text) return (text:gsub('[&<>"]', ENTITIES)) end

local spans = {}        -- special character -> function (text, at, links): HTML, index after it

local function inline(text, links)
    local out, at = {}, 1
    while true do
        local special = text:find("[\\`*_%[!<]", at)
        out[#out + 1] = escape(text:sub(at, (special or 0) - 1))
        if not special then return table.concat(out) end
        local html, after = spans[text:sub(special, special)](text, special, links)
        out[#out + 1] = html or escape(text:sub(special, special))
        at = after or special + 1
    end
end

spans["\\"] = function(text, at)
    local char, after = text:match("^\\([%p\n])()", at)
    return char and (char == "\n" and "<br>\n" or escape(char)), after
end

spans["`"] = function(text, at)
    local _, code, after = text:match("^(`+)(.-[^`])%1%f[^`]()", at)
    return code and "<code>" .. escape(code:match("^ (.*) $") or code) .. "</code>", after
end

local WRAPPERS = {"<em>%s</em>", "<strong>%s</strong>", "<em><strong>%s</strong></em>"}

-- The mark is a run of one to three; the text ends at the next run as long as it.
spans["*"] = function(text, at, links)
    local run, from = text:match("^([*_]+)()%S", at)
    if not run or not WRAPPERS[#run] then return nil end
    local in_word = run:find("_") and "%w" or "\0"
    if text:find("^" .. in_word, at - 1) and at > 1 then return nil end
    local to = from
    while true do
        local other, after
        to, other, after = text:match("()([" .. run:sub(1, 1) .. "]+)()", to)
        if not to then return nil end
        local is_end = #other == #run and not text:find("^%s", to - 1)
        if is_end and not text:find("^" .. in_word, after) then
            return WRAPPERS[#run]:format(inline(text:sub(from, to - 1), links)), after
        end
        to = after
    end
end
spans["_"] = spans["*"]

-- [label](target "title") or [label][name]; returns label, target, title and the index after.
local function match_link(text, at, links)
    local label, after = text:match("^(%b[])()", at)
    if not label then return nil end
    label = label:sub(2, -2)
    local target, title, stop = text:match('^%(%s*([^%s()]*)%s*"?([^")]*)"?%)()', after)
    if target then return label, target, title, stop end
    local name, last = text:match("^%[([^%]]+)%]()", after)
    local link = links[(name or label):lower()]
    if link then return label, link.target, link.title, last or after end
end

spans["["] = function(text, at, links)
    local label, target, title, after = match_link(text, at, links)
    if not label then return nil end
    title = title ~= "" and ' title="' .. escape(title) .. '"' or ""
    return ('<a href="%s"%s>%s</a>'):format(escape(target), title, inline(label, links)), after
end

spans["!"] = function(text, at, links)
    local label, target, _, after = match_link(text, at + 1, links)
    if not label then return nil end
    return ('<img src="%s" alt="%s">'):format(escape(target), escape(label)), after
end

spans["<"] = function(text, at)
    local target, after = text:match("^<(%a[%w+.-]*:[^%s<>]+)>()", at)
    target = target and escape(target)
    return target and ('<a href="%s">%s</a>'):format(target, target), after
end

-- Documents: where HTML goes ----------------------------------------------------------------
local Document = {}
Document.__index = Document

function Document:put(format, ...) self.out[#self.out + 1] = format:format(...) end

-- Opens an element, which ends with the scope of the variable that holds the result.
function Document:element(name, attributes)
    self:put("<%s%s>", name, attributes or "")
    return setmetatable({}, {__close = function() self:put("</%s>", name) end})
end

-- The name of a heading is there once in a document.
function Document:put_heading(level, text)
    local name = text:lower():gsub("[^%w%s-]", ""):gsub("%s+", "-")
    local count = (self.names[name] or 0) + 1
    self.names[name] = count
    if count > 1 then name = name .. "-" .. count end
    self:put('<h%d id="%s">%s</h%d>', level, name, inline(text, self.links), level)
end

-- Blocks: each rule is a function (document, lines, i) that returns the next i, or nil --------
local rules = {}

-- The blocks of some lines, as a list of lines of HTML. The document is the outer one.
local function convert_lines(outer, lines, is_tight)
    local document = setmetatable({out = {}, is_tight = is_tight}, {__index = outer})
    local i = 1
    while i <= #lines do
        for _, rule in ipairs(rules) do
            local next_i = rule(document, lines, i)
            if next_i then
                i = next_i
                break
            end
        end
    end
    return document.out
end

local function rule(f) rules[#rules + 1] = f end

-- Takes lines from i on as long as they match; what they captured, and the next index.
local function take_lines(lines, i, pattern)
    local taken = {}
    while lines[i] and lines[i]:find(pattern) do
        taken[#taken + 1] = lines[i]:match(pattern)
        i = i + 1
    end
    return taken, i
end

rule(function(_, lines, i) return lines[i]:find("^%s*$") and i + 1 end)

rule(function(document, lines, i)           -- # a heading #
    local marks, text = lines[i]:match("^(#+)%s+(.-)%s*#*$")
    if not marks or #marks > 6 then return nil end
    document:put_heading(#marks, text)
    return i + 1
end)

rule(function(document, lines, i)           -- a line across
    local bare = lines[i]:gsub("%s", "")
    if not (bare:find("^%-%-%-+$") or bare:find("^%*%*%*+$")) then return nil end
    document:put("<hr>")
    return i + 1
end)

rule(function(document, lines, i)           -- ``` code ```
    local language = lines[i]:match("^```(%w*)%s*$")
    if not language then return nil end
    local code = {}
    repeat
        i = i + 1
        code[#code + 1] = lines[i] and not lines[i]:find("^```") and escape(lines[i]) or nil
    until not lines[i] or lines[i]:find("^```")
    local class = language ~= "" and ' class="' .. language .. '"' or ""
    document:put("<pre><code%s>%s</code></pre>", class, table.concat(code, "\n"))
    return i + 1
end)

rule(function(document, lines, i)           -- code by four spaces
    local code, next_i = take_lines(lines, i, "^    (.*)$")
    if #code == 0 then return nil end
    document:put("<pre><code>%s</code></pre>", escape(table.concat(code, "\n")))
    return next_i
end)

rule(function(document, lines, i)           -- > a quote
    local quoted, next_i = take_lines(lines, i, "^%s?>%s?(.*)$")
    if #quoted == 0 then return nil end
    local quote <close> = document:element "blockquote"
    for _, line in ipairs(convert_lines(document, quoted)) do document:put("%s", line) end
    return next_i
end)

local function match_item(line)     -- returns the kind, the start and the indent of its text
    local width, mark = line:match("^%s?%s?[-*+]%s+()"), nil
    if width then return "ul", nil, width end
    mark, width = line:match("^%s?%s?(%d+)[.)]%s+()")
    return mark and "ol", tonumber(mark), width
end

rule(function(document, lines, i)           -- lists, whose items are made of blocks
    local kind, start = match_item(lines[i])
    if not kind then return nil end
    local items, is_tight, after_blank = {}, true, false
    while lines[i] do
        local line_kind, _, width = match_item(lines[i])
        local item = items[#items]
        local is_inner = item and lines[i]:find("^" .. (" "):rep(item.width - 1))
        if is_inner then
            item[#item + 1] = lines[i]:sub(item.width)
        elseif lines[i] == "" then
            item[#item + 1] = ""
        elseif line_kind == kind then
            items[#items + 1] = {width = width, lines[i]:sub(width)}
        elseif after_blank or line_kind or not lines[i]:find("^%s*%w") then
            break
        else
            item[#item + 1] = lines[i]          -- a lazy line goes on with the paragraph
        end
        if after_blank and lines[i] ~= "" then is_tight = false end
        after_blank = lines[i] == ""
        i = i + 1
    end
    local list <close> = document:element(kind, start and (' start="%d"'):format(start))
    for _, item in ipairs(items) do
        document:put("<li>%s</li>", table.concat(convert_lines(document, item, is_tight), "\n"))
    end
    return i
end)

local function cells_of(line)
    local cells = {}
    for cell in line:gsub("\\|", "\0"):match("^%s*|?(.-)|?%s*$"):gmatch("[^|]+") do
        cells[#cells + 1] = cell:match("^%s*(.-)%s*$"):gsub("\0", "|")
    end
    return cells
end

rule(function(document, lines, i)           -- tables
    local ruler = lines[i + 1]
    if not lines[i]:find("|", 1, true) or not ruler or not ruler:find("^[%s|:]*%-[-%s|:]*$") then
        return nil
    end
    local styles = {}
    for column, rule_cell in ipairs(cells_of(ruler)) do
        local left, right = rule_cell:match("^(:?)%-+(:?)$")
        local side = right == ":" and (left == ":" and "center" or "right")
        styles[column] = side and ' align="' .. side .. '"' or ""
    end
    local element <close> = document:element "table"
    local kind, row = "th", i
    while lines[row] and lines[row]:find("|", 1, true) do
        local html = {}
        for column, cell in ipairs(cells_of(lines[row])) do
            local style, inner = styles[column] or "", inline(cell, document.links)
            html[column] = ("<%s%s>%s</%s>"):format(kind, style, inner, kind)
        end
        document:put("<tr>%s</tr>", table.concat(html))
        kind, row = "td", row == i and i + 2 or row + 1
    end
    return row
end)

rule(function(document, lines, i)           -- what is left: paragraphs, underlined headings
    local text = {}
    repeat
        text[#text + 1] = lines[i]:match("^%s*(.-)%s*$")
        i = i + 1
        local line = lines[i] or ""
        local underline = line:match("^([=-])[=-]*%s*$")
        if underline then
            document:put_heading(underline == "=" and 1 or 2, table.concat(text, " "))
            return i + 1
        end
    until line:find("^%s*$") or line:find("^[>#`]") or match_item(line)
    local html = inline(table.concat(text, "\n"):gsub("\\$", ""), document.links)
    document:put(document.is_tight and "%s" or "<p>%s</p>", html)
    return i
end)

local function convert(text)
    local lines, links = {}, {}
    for line in text:gsub("\t", "    "):gmatch("([^\n]*)\n?") do
        local name, target, title = line:match('^%[([^%]]+)%]:%s*(%S+)%s*"?(.-)"?%s*$')
        if name then links[name:lower()] = {target = target, title = title} end
        lines[#lines + 1] = not name and line or ""
    end
    return convert_lines(setmetatable({links = links, names = {}}, Document), lines)
end

-- Examples ----------------------------------------------------------------------------------
local function show(text) print(table.concat(convert(text), "\n")) end

show [[
# A *first* document

**Bold**, _italic_, ***both***,
`code <b>` & not snake_case_words, 2 * 3 * 4, \*not this\*.\
A [link](/?x=1&y=2 "Its title"),
[another][Ref], ![a picture](cat.png).

Second part
-----------
> quoted with `` a ` tick ``
>
> > deeper

[ref]: /target "By name"
## Second part ##
Unclosed **bold, [no link], <tag> and <tel:112>]]
-- expect: <h1 id="a-first-document">A <em>first</em> document</h1>
-- expect: <p><strong>Bold</strong>, <em>italic</em>, <em><strong>both</strong></em>,</p>
-- expect: <p><code>code &lt;b&gt;</code> &amp; not snake_case_words, 2 * 3 * 4, *not this*.<br>
-- expect: A <a href="/?x=1&amp;y=2" title="Its title">link</a>,
-- expect: <a href="/target" title="By name">another</a>, <img src="cat.png" alt="a picture">.</p>
-- expect: <h2 id="second-part">Second part</h2>
-- expect: <blockquote>
-- expect: <p>quoted with <code>a ` tick</code></p>
-- expect: <blockquote>
-- expect: <p>deeper</p>
-- expect: </blockquote>
-- expect: </blockquote>
-- expect: <h2 id="second-part-2">Second part</h2>
-- expect: <p>Unclosed **bold, [no link], &lt;tag&gt; and <a href="tel:112">tel:112</a></p>

show [[
3. third
   goes on
4. fourth
   - inner
   - *last*
---
+ loose

+ list

      code
```lua
if a < b then return "no *markup*" end
```
| Name | Size | `a\|b` |
|:-----|-----:|:-----:|
| x \| y | 10 | *b* |
z | 9]]
-- expect: <ol start="3">
-- expect: <li>third
-- expect: goes on</li>
-- expect: <li>fourth
-- expect: <ul>
-- expect: <li>inner</li>
-- expect: <li><em>last</em></li>
-- expect: </ul></li>
-- expect: </ol>
-- expect: <hr>
-- expect: <ul>
-- expect: <li><p>loose</p></li>
-- expect: <li><p>list</p>
-- expect: <pre><code>code</code></pre></li>
-- expect: </ul>
-- expect: <pre><code class="lua">if a &lt; b then return &quot;no *markup*&quot; end</code></pre>
-- expect: <table>
-- expect: <tr><th>Name</th><th align="right">Size</th><th align="center"><code>a|b</code></th></tr>
-- expect: <tr><td>x | y</td><td align="right">10</td><td align="center"><em>b</em></td></tr>
-- expect: <tr><td>z</td><td align="right">9</td></tr>
-- expect: </table>

-- Random documents, and a check of all that comes out ---------------------------------------
local seed = 7
local function random(n)
    seed = (seed * 1103515245 + 12345) & 0x7fffffff
    return (seed >> 12) % n + 1
end

local PIECES = {"*", "**", "_", "`", "[", "](", ")", "<", "&", "!", "\\", " ", "word ", "x", "|",
                "\n", "\n\n", "\n- ", "\n  1. ", "\n> ", "\n# ", "\n```\n", "\n    ", "|-|\n"}

-- The number of tags; an error if they are not nested or if anything is not escaped.
local function count_tags(html)
    local open, count = {}, 0
    for slash, name in html:gmatch("<(/?)(%w+)[^<>]*>") do
        count = count + 1
        if slash == "/" then
            if table.remove(open) ~= name then error("not nested: " .. name, 0) end
        elseif name ~= "br" and name ~= "hr" and name ~= "img" then
            open[#open + 1] = name
        end
    end
    local text = html:gsub("<[^<>]+>", ""):gsub("&%a+;", "")
    if #open > 0 or text:find("[<>&]") then error("not closed or not escaped", 0) end
    return count
end

local tags, checksum, wrong = 0, 0, 0
for _ = 1, 16 * scale * scale do
    local pieces = {}
    for i = 1, 60 do pieces[i] = PIECES[random(#PIECES)] end
    local html = table.concat(convert(table.concat(pieces)), "\n")
    local ok, count = pcall(count_tags, html)
    if ok then tags = tags + count else wrong = wrong + 1 end
    for i = 1, #html, 7 do checksum = (checksum * 31 + html:byte(i)) & 0xffffffff end
end
print(tags, wrong, ("%08x"):format(checksum)) -- expect: 538	0	b823c767
