/*
 * tasklet.dump and tasklet.load. They stand above lib/, which knows nothing of records.
 */
#include "api/host.h"
#include "persist/pickle.h"

/* Both take about 20 ns a byte. */
enum { TICKS_PER_BYTE = 2 };

/* args[1], or NULL. false: the error is set. */
static bool take_permanents(VM *vm, NativeCall *call, Table **out)
{
    *out = NULL;
    return !native_is_given(call, 1) || native_take_table(vm, call, 1, out);
}

/* tasklet.dump(value [, permanents]) */
static NativeStatus module_dump(VM *vm, NativeCall *call)
{
    Table *permanents;
    Bytes dump = {0};
    Report report = {{0}};
    if (!native_take_any(vm, call, 0) || !take_permanents(vm, call, &permanents))
        return NATIVE_ERROR;
    const SporeStatus status = pickle_save(vm, call->args[0], permanents, &dump, &report);
    String *string = status == SPORE_OK && !vm->fatal
                         ? string_new(vm, (const char *)dump.data, dump.count)
                         : NULL;
    native_work(vm, dump.count * TICKS_PER_BYTE);
    bytes_deinit(&dump);
    if (string) return native_return(call, string_value(string));
    if (status == SPORE_OK || vm->fatal) return NATIVE_ERROR;
    return native_error(vm, "cannot dump: %s", report.text);
}

/* tasklet.load(dump [, permanents]) */
static NativeStatus module_load(VM *vm, NativeCall *call)
{
    String *dump;
    Table *permanents;
    Value value = VALUE_NIL;
    Report report = {{0}};
    if (!native_take_string(vm, call, 0, &dump) ||
        !take_permanents(vm, call, &permanents))
        return NATIVE_ERROR;
    const SporeStatus status =
        pickle_load(vm, dump->data, dump->length, permanents, &value, &report);
    native_work(vm, dump->length * TICKS_PER_BYTE);
    if (vm->fatal) return NATIVE_ERROR;
    if (status == SPORE_OK) return native_return(call, value);
    return native_error(vm, "cannot load: %s", report.text);
}

static const NativeDef PICKLING[] = {
    {"tasklet.dump", module_dump, 2, 0, 0},
    {"tasklet.load", module_load, 2, 0, 0},
    {0},
};

bool pickling_register(VM *vm)
{
    return native_register(vm, PICKLING);
}

bool pickling_open(VM *vm)
{
    Table *loaded = vm_registry_table(vm, "loaded");
    String *name = string_from(vm, "tasklet");
    if (!loaded || !name) return false;
    const Value module = table_get_string(loaded, name);
    return module.tag == TAG_TABLE &&
           native_register_into(vm, (Table *)module.as.object, PICKLING);
}
