-- What a module returns, or true, or what it entered itself stands in package.loaded.
package.path = "./the_result_of_a_module_is_kept.d/?.lua"
for _, name in ipairs({"nothing", "none", "no", "many", "itself", "both"}) do
    runs = 0
    local first, again = (require(name)), (require(name))
    print(name, first, again, package.loaded[name], runs)
    -- expect: nothing	true	true	true	1
    -- expect: none	true	true	true	1
    -- expect: no	false	false	false	2
    -- expect: many	first	first	first	1
    -- expect: itself	entered	entered	entered	1
    -- expect: both	returned	returned	returned	1
end
print(select("#", require("many"))) -- expect: 1
package.loaded.many = "changed"
print(require("many")) -- expect: changed
package.loaded.many = false
runs = 0
print((require("many")), runs) -- expect: first	1
