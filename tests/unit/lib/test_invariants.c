/*
 * Invariants of the whole runtime that no single layer can show: the C stack stays
 * where it is however deep Lua nests, and VMs share nothing.
 */
#include <criterion/criterion.h>
#include <string.h>

#include "checked_vm.h"
#include "compiler/compile.h"
#include "lib/lib.h"

static uintptr_t probed; /* where the C stack was at the last call of probe() */

static NativeStatus probe(VM *vm, NativeCall *call)
{
    (void)vm;
    probed = (uintptr_t)__builtin_frame_address(0);
    return native_return_nothing(call);
}

static const NativeDef PROBE[] = {{"probe", probe, 0, 0, 0}, {NULL, NULL, 0, 0, 0}};

static VM *vm_with(const char *text)
{
    VM *vm = open_checked();
    Proto *main = NULL;
    cr_assert(lib_open(vm));
    cr_assert(native_register_into(vm, vm->globals, PROBE));
    cr_assert_eq(compile_text(vm, text, strlen(text), "=test", &main), SPORE_OK);
    Closure *closure = compile_closure(vm, main, value_object(TAG_TABLE, vm->globals));
    cr_assert(vm_set_main(vm, value_object(TAG_CLOSURE, closure), NULL, 0));
    return vm;
}

static Value global(VM *vm, const char *name)
{
    return table_get(vm->globals, string_value(string_from(vm, name)));
}

/* Each level is inside a metamethod, a pcall, a comparator or a callback of gsub. */
static const char NEST[] =
    "local function nest(n)\n"
    "  if n == 0 then probe() return 0 end\n"
    "  local v\n"
    "  if n % 4 == 0 then\n"
    "    v = setmetatable({}, {__index = function() return nest(n - 1) end}).x\n"
    "  elseif n % 4 == 1 then\n"
    "    local ok ok, v = pcall(nest, n - 1)\n"
    "  elseif n % 4 == 2 then\n"
    "    table.sort({2, 1}, function(a, b)\n"
    "      if not v then v = nest(n - 1) end\n"
    "      return a < b\n"
    "    end)\n"
    "  else\n"
    "    string.gsub('x', 'x', function() v = nest(n - 1) end)\n"
    "  end\n"
    "  return v + 1\n"
    "end\n"
    "result = nest(DEPTH)\n";

/* Natives that call natives, tail calls of objects, metamethods that are natives. */
static const char NATIVES[] =
    "local calls = {}\n"
    "for i = 1, DEPTH do calls[i] = pcall end\n"
    "calls[DEPTH + 1] = probe\n"
    "local object = setmetatable({}, {})\n"
    "getmetatable(object).__call = function(self, n)\n"
    "  if n == 0 then return pcall(table.unpack(calls)) end\n"
    "  return self(n - 1)\n"
    "end\n"
    "getmetatable(object).__concat = function(a, b) probe() return a end\n"
    "getmetatable(object).__close = pcall\n"
    "local function closing(n)\n"
    "  if n == 0 then probe() error('deep') end\n"
    "  local c <close> = object\n"
    "  return closing(n - 1) + 1\n"
    "end\n"
    "xpcall(closing, function() probe() end, DEPTH)\n"
    "local _ = object .. 1 .. object .. 2 .. object\n"
    "result = select('#', object(DEPTH)) - 1\n";

static uintptr_t stack_at_depth(const char *text, int64_t depth)
{
    VM *vm = vm_with(text);
    table_set_named(vm, vm->globals, "DEPTH", value_integer(depth));
    cr_assert_eq(vm_run(vm), RUN_DONE);
    cr_assert_eq(global(vm, "result").as.integer, depth);
    close_and_check(vm);
    return probed;
}

static void check_depth(const char *text)
{
    uintptr_t shallow = stack_at_depth(text, 4);
    uintptr_t deep = stack_at_depth(text, 10000);
    uintptr_t distance = shallow > deep ? shallow - deep : deep - shallow;
    cr_assert(distance < 512, "the C stack moved by %zu bytes", (size_t)distance);
}

Test(invariants, the_c_stack_does_not_grow_with_lua)
{
    check_depth(NEST);
}

Test(invariants, natives_that_call_natives_do_not_nest)
{
    check_depth(NATIVES);
}

Test(invariants, machines_run_side_by_side)
{
    enum { COUNT = 4 };
    VM *vms[COUNT];
    for (int i = 0; i < COUNT; i++) {
        vms[i] = vm_with("n = 0 for i = 1, 20000 do n = n + START end "
                         "s = tostring({}) t = string.rep('x', START)");
        table_set_named(vms[i], vms[i]->globals, "START", value_integer(i));
        vms[i]->tick_limit = 1000;
    }
    /* A thousand ticks each in turn, until all are done. */
    int done = 0;
    while (done < COUNT) {
        done = 0;
        for (int i = 0; i < COUNT; i++) {
            if (vms[i]->tick_limit == 0) {
                done++;
                continue;
            }
            RunStatus status = vm_run(vms[i]);
            vms[i]->tick_limit = status == RUN_TICKS ? vm_ticks(vms[i]) + 1000 : 0;
        }
    }
    for (int i = 0; i < COUNT; i++) {
        cr_assert_eq(global(vms[i], "n").as.integer, 20000 * i);
        cr_assert_eq(value_string(global(vms[i], "t"))->length, (uint64_t)i);
        /* Identities are counted by each machine for itself. */
        cr_assert_str_eq(value_string(global(vms[i], "s"))->data,
                         value_string(global(vms[0], "s"))->data);
    }
    for (int i = 0; i < COUNT; i++)
        vm_free(vms[i]);
    cr_assert_eq(checked_bytes, 0u);
}
