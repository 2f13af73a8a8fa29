-- A small Lisp: a reader of s-expressions and an evaluator with closures, lists, let,
-- cond and tail calls, that runs a few programs.
local Symbol, Pair, Closure = {}, {}, {}
local interned = {}

function Symbol.__tostring(symbol) return symbol.name end

local function symbol(name)
  local found = interned[name]
  if not found then
    found = setmetatable({name = name}, Symbol)
    interned[name] = found
  end
  return found
end

local empty = setmetatable({}, {__tostring = function() return "()" end})

local function cons(head, tail) return setmetatable({head = head, tail = tail}, Pair) end

function Pair.__tostring(pair)
  local parts, node = {}, pair
  while getmetatable(node) == Pair do
    parts[#parts + 1] = tostring(node.head)
    node = node.tail
  end
  if node ~= empty then parts[#parts + 1] = ". " .. tostring(node) end
  return "(" .. table.concat(parts, " ") .. ")"
end

function Closure.__tostring(closure) return "#closure/" .. #closure.parameters end

local function read(text)
  local next_token = text:gsub("[()']", " %0 "):gmatch("%S+")
  local read_form

  local function read_list()
    local items, tail = {}, empty
    while true do
      local item, is_end = read_form()
      if is_end then break end
      items[#items + 1] = item
    end
    for i = #items, 1, -1 do tail = cons(items[i], tail) end
    return tail
  end

  function read_form()
    local token = next_token()
    if token == nil then error("text ends too early", 0) end
    if token == "(" then return read_list() end
    if token == ")" then return nil, true end
    if token == "'" then return cons(symbol("quote"), cons(read_form(), empty)) end
    if token == "#t" then return true end
    if token == "#f" then return false end
    return math.tointeger(token) or tonumber(token) or symbol(token)
  end

  return read_form()
end

-- An environment maps symbols to values; what it lacks is in the one outside it.
local function extend(outer) return setmetatable({}, {__index = outer}) end

local evaluate

local function evaluate_body(body, env)
  while body.tail ~= empty do
    evaluate(body.head, env)
    body = body.tail
  end
  return body.head
end

local function bind(closure, arguments, env)
  local inner = extend(closure.env)
  for _, parameter in ipairs(closure.parameters) do
    if arguments == empty then error("too few arguments", 0) end
    inner[parameter] = evaluate(arguments.head, env)
    arguments = arguments.tail
  end
  return inner
end

local function new_closure(names, body, env)
  local parameters = {}
  while names ~= empty do
    parameters[#parameters + 1] = names.head
    names = names.tail
  end
  return setmetatable({parameters = parameters, body = body, env = env}, Closure)
end

-- A special form returns its value, or a form and an environment to go on with.
local special = {}

special[symbol("quote")] = function(form) return form.tail.head end

special[symbol("if")] = function(form, env)
  local branches = form.tail.tail
  if evaluate(form.tail.head, env) ~= false then return nil, branches.head, env end
  if branches.tail == empty then return empty end
  return nil, branches.tail.head, env
end

special[symbol("cond")] = function(form, env)
  local clauses = form.tail
  while clauses ~= empty do
    local clause = clauses.head
    if clause.head == symbol("else") or evaluate(clause.head, env) ~= false then
      return nil, evaluate_body(clause.tail, env), env
    end
    clauses = clauses.tail
  end
  return empty
end

special[symbol("define")] = function(form, env)
  local name = form.tail.head
  if getmetatable(name) == Pair then
    env[name.head] = new_closure(name.tail, form.tail.tail, env)
    return name.head
  end
  env[name] = evaluate(form.tail.tail.head, env)
  return name
end

special[symbol("lambda")] = function(form, env)
  return new_closure(form.tail.head, form.tail.tail, env)
end

special[symbol("let")] = function(form, env)
  local inner, bindings = extend(env), form.tail.head
  while bindings ~= empty do
    local binding = bindings.head
    inner[binding.head] = evaluate(binding.tail.head, env)
    bindings = bindings.tail
  end
  return nil, evaluate_body(form.tail.tail, inner), inner
end

function evaluate(form, env)
  while true do
    local kind = getmetatable(form)
    if kind == Symbol then
      local value = env[form]
      if value == nil then error("no variable " .. form.name, 0) end
      return value
    end
    if kind ~= Pair then return form end
    local handler = special[form.head]
    if handler then
      local value, next_form, next_env = handler(form, env)
      if next_env == nil then return value end
      form, env = next_form, next_env
    else
      local callee = evaluate(form.head, env)
      if type(callee) == "function" then
        local a = form.tail
        if a == empty then return callee() end
        local b = a.tail
        if b == empty then return callee(evaluate(a.head, env)) end
        return callee(evaluate(a.head, env), evaluate(b.head, env))
      end
      env = bind(callee, form.tail, env)
      form = evaluate_body(callee.body, env)
    end
  end
end

local globals = {}
for name, f in pairs({
  ["+"] = function(a, b) return a + b end, ["-"] = function(a, b) return a - b end,
  ["*"] = function(a, b) return a * b end, ["/"] = function(a, b) return a // b end,
  ["%"] = function(a, b) return a % b end, ["<"] = function(a, b) return a < b end,
  ["="] = function(a, b) return a == b end, cons = cons,
  head = function(pair) return pair.head end, tail = function(pair) return pair.tail end,
  ["empty?"] = function(x) return x == empty end, ["not"] = function(x) return x == false end,
}) do globals[symbol(name)] = f end

local function run(text) return evaluate(read(text), globals) end

run("(define (fib n) (if (< n 2) n (+ (fib (- n 1)) (fib (- n 2)))))")
run("(define (count n sum) (if (= n 0) sum (count (- n 1) (+ sum n))))")
run("(define (range a b) (if (< b a) '() (cons a (range (+ a 1) b))))")
run("(define (map f l) (if (empty? l) '() (cons (f (head l)) (map f (tail l)))))")
run("(define (keep f l) (cond ((empty? l) '()) ((f (head l)) (cons (head l) (keep f (tail l))))"
    .. " (else (keep f (tail l)))))")
run("(define (fold f x l) (if (empty? l) x (fold f (f x (head l)) (tail l))))")
run("(define (append a b) (if (empty? a) b (cons (head a) (append (tail a) b))))")
run("(define (sort l) (if (empty? l) l (let ((p (head l)) (rest (tail l)))"
    .. " (append (sort (keep (lambda (x) (< x p)) rest))"
    .. " (cons p (sort (keep (lambda (x) (not (< x p))) rest)))))))")
run("(define (adder n) (lambda (x) (+ x n)))")
run("(define (curry f x) (lambda (y) (f x y)))")

print(run("(fib 23)"), run("(count 60000 0)"))
print(run("(map (adder 10) (range 1 8))"), run("(fold * 1 (range 1 15))"))
print(run("(sort (map (lambda (x) (% (* x 37) 101)) (range 1 20)))"))
print(run("(fold + 0 (sort (map (lambda (x) (% (* x 7919) 1009)) (range 1 900))))"))
print(run("(let ((x 2) (y 5)) (define z (* x y)) (map (curry - z) '(1 2.5 -3)))"))
print(run("'(a (b (c) ()) #t 'd)"), run("fib"), run("(cond (#f 1) ((not #f) 2) (else 3))"))
print(pcall(run, "(fib missing)"))
print(pcall(run, "(fib 1"))
