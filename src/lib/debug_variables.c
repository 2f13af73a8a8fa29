/*
 * The debug library: local variables and upvalues.
 */
#include "lib/debug.h"

/* ---- locals ---- */

/* The n-th variable that is alive at pc, as stock Lua counts them. */
static const LocalDesc *find_active(const Proto *proto, uint32_t pc, int64_t n)
{
    for (uint32_t i = 0; i < proto->local_count; i++) {
        const LocalDesc *local = &proto->locals[i];
        if (local->start_pc <= pc && pc < local->end_pc && --n == 0) return local;
    }
    return NULL;
}

/* The end of the registers that belong to a frame alone: the next call's function. */
static uint32_t end_of_frame(const VM *vm, const NativeCall *call, const Level *level)
{
    const Fiber *fiber = level->fiber;
    const Frame *frame = &fiber->frames[level->frame];
    uint32_t end = frame->base + frame->size;
    uint32_t next = end;
    if (level->frame + 1 < fiber->frame_count)
        next = fiber->frames[level->frame + 1].result;
    else if (fiber == vm->fiber && !call->is_framed)
        next = (uint32_t)(call->args - 1 - fiber->stack);
    return next < end ? next : end;
}

/* The name of the n-th local of a level (below 0: vararg) and its slot, or NULL. */
static const char *find_local(const VM *vm, const NativeCall *call, const Level *level,
                              int64_t n, uint32_t *out_slot)
{
    if (level->kind != LEVEL_FRAME || n == 0) return NULL;
    const Frame *frame = &level->fiber->frames[level->frame];
    const Proto *proto = level_proto(level);
    if (n < 0) {
        if (!proto || n < -(int64_t)frame->extra) return NULL;
        *out_slot = (uint32_t)((int64_t)frame->base - 1 - frame->extra + (-n - 1));
        return "(vararg)";
    }
    const LocalDesc *local = proto ? find_active(proto, level_pc(level), n) : NULL;
    if (local) {
        *out_slot = frame->base + local->reg;
        return local->name->data;
    }
    if (n > (int64_t)end_of_frame(vm, call, level) - frame->base) return NULL;
    *out_slot = (uint32_t)(frame->base + n - 1);
    return proto ? "(temporary)" : "(C temporary)";
}

static NativeStatus return_parameter_name(VM *vm, NativeCall *call, Value function,
                                          int64_t n)
{
    const Level level = {.kind = LEVEL_NATIVE, .function = function};
    const Proto *proto = level_proto(&level);
    const LocalDesc *local = proto ? find_active(proto, 0, n) : NULL;
    bool is_parameter = local && n <= proto->parameter_count;
    String *name = is_parameter ? local->name : NULL;
    (void)vm;
    return native_return(call, name ? string_value(name) : VALUE_NIL);
}

/* The level of arguments `at` and the local of the next one; NULL: error or none. */
static NativeStatus take_local(VM *vm, NativeCall *call, uint32_t at, const Fiber *fiber,
                               const char **out_name, uint32_t *out_slot)
{
    int64_t number, n;
    Level level;
    *out_name = NULL;
    if (!native_take_integer(vm, call, at, &number) ||
        !native_take_integer(vm, call, at + 1, &n))
        return NATIVE_ERROR;
    if (!level_find(vm, fiber, fiber == vm->fiber ? call : NULL, number, &level))
        return native_argument_error(vm, call, at + 1, "level out of range");
    *out_name = find_local(vm, call, &level, n, out_slot);
    return NATIVE_RETURN;
}

NativeStatus debug_getlocal(VM *vm, NativeCall *call)
{
    uint32_t at, slot;
    const char *name;
    const Fiber *fiber = debug_take_fiber(vm, call, &at);
    if (at < call->count && value_is_function(call->args[at])) {
        int64_t n;
        if (!native_take_integer(vm, call, at + 1, &n)) return NATIVE_ERROR;
        return return_parameter_name(vm, call, call->args[at], n);
    }
    if (take_local(vm, call, at, fiber, &name, &slot) == NATIVE_ERROR)
        return NATIVE_ERROR;
    if (!name) return native_return(call, VALUE_NIL);
    String *text = string_from(vm, name);
    if (!text) return NATIVE_ERROR;
    return native_return2(call, string_value(text), fiber->stack[slot]);
}

NativeStatus debug_setlocal(VM *vm, NativeCall *call)
{
    uint32_t at, slot;
    const char *name;
    Fiber *fiber = (Fiber *)debug_take_fiber(vm, call, &at);
    if (take_local(vm, call, at, fiber, &name, &slot) == NATIVE_ERROR ||
        !native_take_any(vm, call, at + 2))
        return NATIVE_ERROR;
    if (!name) return native_return(call, VALUE_NIL);
    fiber_set_slot(vm, fiber, slot, call->args[at + 2]);
    String *text = string_from(vm, name);
    return text ? native_return(call, string_value(text)) : NATIVE_ERROR;
}

/* ---- upvalues ---- */

/* A Lua function's upvalue that argument `index` numbers; NULL: it has none such. */
static Value *find_upvalue(NativeCall *call, uint32_t function, int64_t n,
                           const char **out_name)
{
    Value v = call->args[function];
    const Level level = {.kind = LEVEL_NATIVE, .function = v};
    const Proto *proto = level_proto(&level);
    if (!proto || n < 1 || n > proto->upvalue_count) return NULL;
    const String *name = proto->upvalues[n - 1].name;
    *out_name = name ? name->data : "(no name)";
    return &((Closure *)v.as.object)->upvalues[n - 1];
}

static bool take_upvalue(VM *vm, NativeCall *call, uint32_t at, Value **out,
                         const char **out_name)
{
    int64_t n;
    if (!native_take_integer(vm, call, at + 1, &n) || !native_take_function(vm, call, at))
        return false;
    *out = find_upvalue(call, at, n, out_name);
    return true;
}

static Value value_of_slot(const Value *slot)
{
    return slot->tag == TAG_UPVALUE ? *((Upvalue *)slot->as.object)->location : *slot;
}

/* A captured value gets a cell: from then on it is a variable of this closure. */
static Upvalue *take_cell(VM *vm, Value function, Value *slot)
{
    if (slot->tag == TAG_UPVALUE) return (Upvalue *)slot->as.object;
    Upvalue *cell = upvalue_new_closed(vm, *slot);
    if (!cell) return NULL;
    *slot = value_object(TAG_UPVALUE, cell);
    heap_barrier(vm, function.as.object, *slot);
    return cell;
}

NativeStatus debug_getupvalue(VM *vm, NativeCall *call)
{
    Value *slot;
    const char *name;
    if (!take_upvalue(vm, call, 0, &slot, &name)) return NATIVE_ERROR;
    if (!slot) return native_return_nothing(call);
    Value value = value_of_slot(slot);
    String *text = string_from(vm, name);
    return text ? native_return2(call, string_value(text), value) : NATIVE_ERROR;
}

NativeStatus debug_setupvalue(VM *vm, NativeCall *call)
{
    Value *slot;
    const char *name;
    if (!native_take_any(vm, call, 2) || !take_upvalue(vm, call, 0, &slot, &name))
        return NATIVE_ERROR;
    if (!slot) return native_return_nothing(call);
    Upvalue *cell = take_cell(vm, call->args[0], slot);
    String *text = cell ? string_from(vm, name) : NULL;
    if (!text) return NATIVE_ERROR;
    upvalue_set(vm, cell, call->args[2]);
    return native_return(call, string_value(text));
}

/* ---- identities of upvalues: handles, one for each cell that was asked for ---- */

static SporeStatus save_id(VM *vm, Handle *handle, Bytes *out, Report *report)
{
    (void)vm;
    (void)handle;
    (void)out;
    (void)report;
    return SPORE_OK;
}

static SporeStatus load_id(VM *vm, Handle *handle, Reader *in, Report *report)
{
    (void)vm;
    (void)handle;
    (void)in;
    (void)report;
    return SPORE_OK;
}

const HandleType LIB_UPVALUE_ID = {
    .name = "upvalue id", .save = save_id, .load = load_id};

/* registry.upvalue_ids[identity of the cell]: its handle, while somebody has it. */
static Table *table_of_ids(VM *vm)
{
    Table *ids = vm_registry_table(vm, "upvalue_ids");
    if (!ids || ids->metatable) return ids;
    Table *metatable = table_new(vm, 0, 1);
    String *mode = string_from(vm, "v");
    if (!metatable || !mode ||
        !table_set_string(vm, metatable, vm->names[NAME_MODE], string_value(mode)))
        return NULL;
    table_set_metatable(vm, ids, metatable);
    return ids;
}

NativeStatus debug_upvalueid(VM *vm, NativeCall *call)
{
    Value *slot;
    const char *name;
    if (!take_upvalue(vm, call, 0, &slot, &name)) return NATIVE_ERROR;
    if (!slot) return native_return(call, VALUE_NIL);
    Upvalue *cell = take_cell(vm, call->args[0], slot);
    Table *ids = cell ? table_of_ids(vm) : NULL;
    if (!ids) return NATIVE_ERROR;
    Value key = value_integer((int64_t)object_identity(vm, &cell->header));
    Value id = table_get(ids, key);
    if (id.tag == TAG_HANDLE) return native_return(call, id);
    Handle *handle = handle_new(vm, &LIB_UPVALUE_ID, 0, NULL);
    if (!handle || !table_set(vm, ids, key, value_object(TAG_HANDLE, handle)))
        return NATIVE_ERROR;
    return native_return(call, value_object(TAG_HANDLE, handle));
}

NativeStatus debug_upvaluejoin(VM *vm, NativeCall *call)
{
    Value *to, *from;
    const char *name;
    if (!take_upvalue(vm, call, 0, &to, &name)) return NATIVE_ERROR;
    if (!to) return native_argument_error(vm, call, 2, "invalid upvalue index");
    if (!take_upvalue(vm, call, 2, &from, &name)) return NATIVE_ERROR;
    if (!from) return native_argument_error(vm, call, 4, "invalid upvalue index");
    Upvalue *cell = take_cell(vm, call->args[2], from);
    if (!cell) return NATIVE_ERROR;
    *to = value_object(TAG_UPVALUE, cell);
    heap_barrier(vm, call->args[0].as.object, *to);
    return native_return_nothing(call);
}
