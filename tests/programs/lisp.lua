-- A small Lisp: reader, printer, evaluator and a prelude, with programs inside that use them.
--
-- Usage: lisp.lua [SCALE]
--
-- Symbols and pairs are tables with metatables, environments are tables chained by `__index`,
-- built-in functions are Lua functions. Tail calls loop inside `eval`, so Lisp loops need no
-- stack. `guard` is a pcall, `call/cc` gives an escape (an error with an identity of its own),
-- and generators are coroutines that yield from the depth of the evaluator.
-- torture: 8

local scale = tonumber((...)) or 1

local Symbol = {}
local Pair = {}
local Closure = {} -- fields: name, parameters, body, env, is_macro
local NIL = setmetatable({}, {__tostring = function() return "()" end})

Symbol.__tostring = function(symbol) return symbol.name end
Closure.__tostring = function(f) return (f.is_macro and "#<macro " or "#<") .. f.name .. ">" end

local function cons(car, cdr) return setmetatable({car, cdr}, Pair) end
local function is_pair(value) return getmetatable(value) == Pair end
local function is_symbol(value) return getmetatable(value) == Symbol end
local function new_symbol(name) return setmetatable({name = name}, Symbol) end
local function fail(format, ...) error(string.format(format, ...), 0) end

local symbols = setmetatable({}, {__index = function(all, name)
    all[name] = new_symbol(name)
    return all[name]
end})

-- A Lisp list of the values in a Lua table, in front of a tail, and the way back.
local function list_of(values, first, last, tail)
    for i = last, first, -1 do tail = cons(values[i], tail) end
    return tail
end

local function values_of(list)
    local values, count = {}, 0
    while list ~= NIL do
        count = count + 1
        values[count] = list[1]
        list = list[2]
    end
    values.n = count
    return values
end

local function show(value)
    if type(value) == "string" then
        return '"' .. value:gsub('[\\"]', "\\%0"):gsub("\n", "\\n") .. '"'
    elseif type(value) == "boolean" then
        return value and "#t" or "#f"
    elseif type(value) == "function" then
        return "#<built-in>"
    elseif not is_pair(value) then
        return tostring(value)
    end
    local words = {}
    while is_pair(value) do
        words[#words + 1] = show(value[1])
        value = value[2]
    end
    local tail = value == NIL and "" or " . " .. show(value)
    return "(" .. table.concat(words, " ") .. tail .. ")"
end

-- The reader. Its functions take the text and a place in it, and give a value and the place
-- behind it.
local quotes = {["'"] = "quote", ["`"] = "quasiquote", [","] = "unquote",
                [",@"] = "unquote-splicing"}
local constants = {["#t"] = true, ["#f"] = false}
local escapes = {n = "\n", t = "\t"}

local function next_token(text, at)
    at = text:match("^%s*()", at)
    while text:byte(at) == 59 do at = text:match("^;[^\n]*%s*()", at) end
    local token, behind = text:match("^([()'`,\"])()", at)
    if not token then token, behind = text:match("^([^%s()'`,;\"]+)()", at) end
    if token == "," and text:sub(behind, behind) == "@" then return ",@", behind + 1 end
    return token, behind
end

local function read_string(text, at)
    local pieces = {}
    while true do
        local piece, mark, behind = text:match('^([^"\\]*)(["\\])()', at)
        if not piece then fail("unfinished string") end
        pieces[#pieces + 1] = piece
        if mark == '"' then return table.concat(pieces), behind end
        local letter = text:sub(behind, behind)
        pieces[#pieces + 1] = escapes[letter] or letter
        at = behind + 1
    end
end

-- At the end of the text there is no value.
local function read(text, at)
    local token, behind = next_token(text, at)
    if token == "(" then
        local items, tail = {}, NIL
        while true do
            token, at = next_token(text, behind)
            if token == ")" then break end
            if not token then fail("unfinished list") end
            if token == "." then
                tail, behind = read(text, at)
            else
                items[#items + 1], behind = read(text, behind)
            end
        end
        return list_of(items, 1, #items, tail), at
    elseif token == ")" then
        fail("unexpected )")
    elseif token == '"' then
        return read_string(text, behind)
    elseif quotes[token] then
        local value, after = read(text, behind)
        if value == nil then fail("nothing after %s", token) end
        return cons(symbols[quotes[token]], cons(value, NIL)), after
    elseif constants[token] ~= nil then
        return constants[token], behind
    end
    return token and (tonumber(token) or symbols[token]), behind
end

local globals = {}

local function scope(parent) return setmetatable({}, {__index = parent}) end

local function assign(env, symbol, value)
    while rawget(env, symbol) == nil do
        local meta = getmetatable(env)
        if not meta then fail("cannot set %s: it is not defined", symbol) end
        env = meta.__index
    end
    env[symbol] = value
end

-- Parameters are a list, a symbol (all arguments), or a list that ends in one (the rest).
local function bind(closure, arguments)
    local env, names, index = scope(closure.env), closure.parameters, 1
    while names ~= NIL and names.name == nil do
        if index > arguments.n then fail("%s: too few arguments", closure.name) end
        env[names[1]] = arguments[index]
        names, index = names[2], index + 1
    end
    if names ~= NIL then
        env[names] = list_of(arguments, index, arguments.n, NIL)
    elseif index <= arguments.n then
        fail("%s: too many arguments", closure.name)
    end
    return env
end

local function lambda(name, parameters, body, env)
    return setmetatable({name = name, parameters = parameters, body = body, env = env}, Closure)
end

local eval

-- Evaluates all but the last expression of a body, which is left to the loop of `eval`.
local function all_but_last(body, env)
    if body == NIL then return NIL end
    while body[2] ~= NIL do
        eval(body[1], env)
        body = body[2]
    end
    return body[1]
end

local function eval_all(expressions, env)
    local values, count = {}, 0
    while expressions ~= NIL do
        count = count + 1
        values[count] = eval(expressions[1], env)
        expressions = expressions[2]
    end
    values.n = count
    return values
end

local function apply(callee, arguments)
    if type(callee) == "function" then return callee(table.unpack(arguments, 1, arguments.n)) end
    if getmetatable(callee) ~= Closure then fail("cannot call %s", show(callee)) end
    local env = bind(callee, arguments)
    return eval(all_but_last(callee.body, env), env)
end

local function quasi(template, env)
    if not is_pair(template) then return template end
    local head, rest = template[1], template[2]
    if head == symbols.unquote then return eval(rest[1], env) end
    if is_pair(head) and head[1] == symbols["unquote-splicing"] then
        local values = values_of(eval(head[2][1], env))
        return list_of(values, 1, values.n, quasi(rest, env))
    end
    return cons(quasi(head, env), quasi(rest, env))
end

-- A special form gives a value, or TAIL, an expression and its environment, which `eval` goes
-- on with.
local TAIL = {}
local forms = {}

forms[symbols.quote] = function(rest) return rest[1] end
forms[symbols.quasiquote] = function(rest, env) return quasi(rest[1], env) end
forms[symbols.lambda] = function(rest, env) return lambda("lambda", rest[1], rest[2], env) end
forms[symbols.begin] = function(rest, env) return TAIL, all_but_last(rest, env), env end

forms[symbols["if"]] = function(rest, env)
    if eval(rest[1], env) ~= false then return TAIL, rest[2][1], env end
    return TAIL, all_but_last(rest[2][2], env), env
end

forms[symbols["set!"]] = function(rest, env)
    assign(env, rest[1], eval(rest[2][1], env))
    return NIL
end

forms[symbols.define] = function(rest, env)
    local target = rest[1]
    if is_symbol(target) then
        env[target] = eval(rest[2][1], env)
    else
        env[target[1]] = lambda(target[1].name, target[2], rest[2], env)
    end
    return NIL
end

forms[symbols["define-macro"]] = function(rest, env)
    forms[symbols.define](rest, env)
    env[rest[1][1]].is_macro = true
    return NIL
end

-- (let ((variable value)…) body…); a name before the variables is bound to the body.
forms[symbols.let] = function(rest, env)
    local inner, name = scope(env), is_symbol(rest[1]) and rest[1]
    if name then rest = rest[2] end
    local variables, values = {}, {n = 0}
    for i, binding in ipairs(values_of(rest[1])) do
        variables[i], values[i], values.n = binding[1], eval(binding[2][1], env), i
    end
    local body = lambda("let", list_of(variables, 1, values.n, NIL), rest[2], inner)
    if name then inner[name] = body end
    inner = bind(body, values)
    return TAIL, all_but_last(rest[2], inner), inner
end

-- (guard (name handler…) body…): an error ends the body, the handler's value stands for it.
forms[symbols.guard] = function(rest, env)
    local inner = scope(env)
    local ok, value = pcall(function() return eval(all_but_last(rest[2], inner), inner) end)
    if ok then return value end
    if type(value) == "table" and value.is_escape then error(value, 0) end
    inner[rest[1][1]] = value
    return TAIL, all_but_last(rest[1][2], inner), inner
end

function eval(x, env)
    ::again::
    local kind = getmetatable(x)
    if kind == Symbol then
        local value = env[x]
        if value == nil then fail("%s is not defined", x) end
        return value
    elseif kind ~= Pair then
        return x
    end
    local form = forms[x[1]]
    if form then
        local value, expression, inner = form(x[2], env)
        if value ~= TAIL then return value end
        x, env = expression, inner
        goto again
    end
    local callee = eval(x[1], env)
    if getmetatable(callee) ~= Closure then return apply(callee, eval_all(x[2], env)) end
    if callee.is_macro then -- the expansion takes the place of the form: each use expands once
        local expansion = apply(callee, values_of(x[2]))
        if not is_pair(expansion) then expansion = cons(symbols.begin, cons(expansion, NIL)) end
        x[1], x[2] = expansion[1], expansion[2]
    else
        env = bind(callee, eval_all(x[2], env))
        x = all_but_last(callee.body, env)
    end
    goto again
end

local function number(value)
    return math.type(value) and value or fail("%s is not a number", show(value))
end

local function pair(value)
    return is_pair(value) and value or fail("%s is not a pair", show(value))
end

local builtins = {
    ["+"] = function(a, b) return number(a) + number(b) end,
    ["-"] = function(a, b) return number(a) - number(b) end,
    ["*"] = function(a, b) return number(a) * number(b) end,
    ["<"] = function(a, b) return number(a) < number(b) end,
    modulo = function(a, b) return b ~= 0 and a % b or fail("%d modulo zero", a) end,
    cons = cons,
    car = function(value) return pair(value)[1] end,
    cdr = function(value) return pair(value)[2] end,
    list = function(...) return list_of({...}, 1, select("#", ...), NIL) end,
    apply = function(callee, arguments) return apply(callee, values_of(arguments)) end,
    ["="] = rawequal, ["pair?"] = is_pair, ["symbol?"] = is_symbol,
    ["null?"] = function(value) return value == NIL end,
    gensym = function() return new_symbol("g") end, -- no text can name it
    raise = function(value) error(value, 0) end,
}

builtins["call/cc"] = function(receiver)
    local escape = {is_escape = true}
    local function leave(result)
        if escape.is_over then fail("the escape is over") end
        escape.result = result
        error(escape, 0)
    end
    local ok, value = pcall(apply, receiver, {leave, n = 1})
    escape.is_over = true
    if ok then return value end
    if value == escape then return escape.result end
    error(value, 0)
end

-- The function that it gives returns what the body yields, one value a call, then `done`.
function builtins.generator(body)
    return coroutine.wrap(function()
        apply(body, {function(value) return coroutine.yield(value) or NIL end, n = 1})
        while true do coroutine.yield(symbols.done) end
    end)
end

for name, f in pairs(builtins) do globals[symbols[name]] = f end
globals[symbols.scale] = scale

local function run(text)
    local value, at, expression = NIL, 1, nil
    while true do
        expression, at = read(text, at)
        if expression == nil then return value end
        value = eval(expression, globals)
    end
end

-- Prints the last value of a program, or its error.
local function try(text)
    local ok, value = pcall(run, text)
    print(ok and show(value) or "error: " .. show(value))
end

run [[
    (define-macro (when test . body) `(if ,test (begin ,@body)))
    (define-macro (and first . rest) (if (null? rest) first `(if ,first (and ,@rest) #f)))
    (define-macro (or first . rest)
      (let ((value (gensym)))
        (if (null? rest) first `(let ((,value ,first)) (if ,value ,value (or ,@rest))))))
    (define-macro (while test . body)
      (let ((loop (gensym))) `(let ,loop () (when ,test ,@body (,loop)))))

    (define (map f items) (if (null? items) () (cons (f (car items)) (map f (cdr items)))))
    (define (fold f start items)
      (if (null? items) start (fold f (f start (car items)) (cdr items))))
]]

try [[ ; what can be read and printed
    (list 1 -2.5 "a \"b\"\n" 'sym #t () '(1 (2 . 3) . 4) ''x car map when) ]]
-- expect: (1 -2.5 "a \"b\"\n" sym #t () (1 (2 . 3) . 4) (quote x) #<built-in> #<map> #<macro when>)

try [[ ; plain recursion
    (define (factorial n) (if (< n 2) 1 (* n (factorial (- n 1)))))
    (map factorial '(0 5 20)) ]]
-- expect: (1 120 2432902008176640000)

try [[ ; tail calls
    (define (even n) (if (= n 0) 'even (odd (- n 1))))
    (define (odd n) (if (= n 0) 'odd (even (- n 1))))
    (list (even (* 31 scale))
          (let loop ((i 0) (sum 0)) (if (= i (* 30 scale)) sum (loop (+ i 1) (+ sum i))))) ]]
-- expect: (odd 435)

try [[ ; closures keep variables
    (define (counter step) (let ((count 0)) (lambda () (set! count (+ count step)) count)))
    (define by-one (counter 1))
    (define by-ten (counter 10))
    (by-one) (by-ten) (by-one)
    (list (by-one) (by-ten) (apply + '(1 2)) ((lambda all all) 1 2 3)) ]]
-- expect: (3 20 3 (1 2 3))

try [[ ; macros
    (define i 0)
    (define log ())
    (while (< i 5) (when (< 1 i) (set! log (cons (* i i) log))) (set! i (+ i 1)))
    (define value 7)
    (list log (or #f value) (and 1 2) (and #f (car 1)) `(a ,(+ 1 value) ,@log . end)) ]]
-- expect: ((16 9 4) 7 2 #f (a 8 16 9 4 . end))

try [[ ; how often can queens be placed on a board?
    (define (safe? row placed distance)
      (if (null? placed) #t
          (let ((other (car placed)))
            (if (or (= row other) (= row (+ other distance)) (= row (- other distance))) #f
                (safe? row (cdr placed) (+ distance 1))))))
    (define (queens size placed row column)
      (if (= column size) 1
          (let loop ((row 0) (count 0))
            (if (= row size) count
                (loop (+ row 1) (if (safe? row placed 1)
                                    (+ count (queens size (cons row placed) 0 (+ column 1)))
                                    count))))))
    (map (lambda (size) (queens size () 0 0))
         (if (< scale 2) '(1 2 3) (if (< scale 40) '(4 5 6 7) '(5 6 7 8 9)))) ]]
-- expect: (1 0 0)

try [[ ; an escape leaves the loop, through a guard too
    (define visited 0)
    (define (product items)
      (call/cc (lambda (return)
        (fold (lambda (p x) (set! visited (+ visited 1)) (if (= x 0) (return 'zero) (* p x)))
              1 items))))
    (define late (call/cc (lambda (k) k)))
    (list (product '(1 2 3 4)) (product '(5 0 6 7)) visited (guard (text text) (late 1))
          (call/cc (lambda (k) (guard (e 'never) (k 'through))))) ]]
-- expect: (24 zero 6 "the escape is over" through)

try [[ ; generators: do two trees have the same leaves?
    (define (leaves tree)
      (generator (lambda (yield)
        (let walk ((tree tree))
          (if (pair? tree) (begin (walk (car tree)) (walk (cdr tree)))
              (when (< 0 (if (null? tree) 0 tree)) (yield tree)))))))
    (define (compare a b)
      (let loop ((x (a)) (y (b)))
        (if (= x y) (if (= x 'done) 'same (loop (a) (b))) (list x y))))
    (map (lambda (tree) (compare (leaves '(1 (2 3) (4))) (leaves tree)))
         '(((1 2) (3 (4))) ((1 2) 5) (1 2) 1)) ]]
-- expect: (same (3 5) (3 done) (2 done))

try [[ ; errors are values
    (define-macro (attempt . body) `(guard (e e) ,@body))
    (list (attempt (car 5)) (attempt (raise '(any value))) (attempt (+ 1 "2"))
          (attempt (modulo 1 0)) (attempt (attempt (raise 'inner)) (raise 'outer))) ]]
-- expect: ("5 is not a pair" (any value) "\"2\" is not a number" "1 modulo zero" outer)

try "(list (attempt ((lambda (a b) a) 1)) (attempt ((lambda () 1) 2)) (attempt (attempt)))"
-- expect: ("lambda: too few arguments" "lambda: too many arguments" ())
try "(list (attempt missing) (attempt (set! missing 1)) (attempt ('callee 1)))"
-- expect: ("missing is not defined" "cannot set missing: it is not defined" "cannot call callee")
try "(list 1 (2 3)" -- expect: error: "unfinished list"
try '(list "abc)' -- expect: error: "unfinished string"
try "(list 1)) 2" -- expect: error: "unexpected )"
