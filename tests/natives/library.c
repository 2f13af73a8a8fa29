/*
 * Natives of a shared library for the tests: `spore run --native`.
 */
#include <spore/spore.h>
#include <stdlib.h>
#include <string.h>

/* apply(f, …): the first result of f(…) */
static SporeStatus apply(SporeCall *call)
{
    const unsigned count = spore_count(call);
    const SporeStatus status = spore_call(call, 0, count ? count - 1 : 0, 1);

    return status == SPORE_OK ? spore_return(call, 0, 1) : status;
}

/* first(channel): what it receives, without a C stack */
static SporeStatus first(SporeCall *call)
{
    return spore_step(call) == 0 ? spore_then_receive(call, 0, 1)
                                 : spore_return(call, 1, 1);
}

/* deep(kib): uses up so much of its C stack */
static SporeStatus deep(SporeCall *call)
{
    int64_t kib = 0;
    const SporeStatus status = spore_get_integer(call, 0, &kib);

    if (status != SPORE_OK) return status;
    char *bytes = __builtin_alloca((size_t)kib * 1024);
    for (int64_t i = 0; i < kib; i++)
        ((volatile char *)bytes)[i * 1024] = 1;
    return SPORE_OK;
}

static const SporeNativeDef NATIVES[] = {
    {.name = "test.apply", .function = apply, .flags = SPORE_MAY_CALL},
    {.name = "test.deep", .function = deep, .flags = SPORE_MAY_CALL},
    {.name = "test.again",
     .function = apply,
     .flags = SPORE_MAY_CALL | SPORE_RESTARTABLE},
};

/* A counter is saved, a socket is not. With $REFUSE no counter is loaded, and no reason
 * given. */
typedef struct Counter {
    uint32_t value;
} Counter;

static SporeStatus save_counter(const void *data, SporeOutput *out)
{
    const uint32_t value = ((const Counter *)data)->value;
    const uint8_t bytes[4] = {(uint8_t)value, (uint8_t)(value >> 8),
                              (uint8_t)(value >> 16), (uint8_t)(value >> 24)};

    spore_output(out, bytes, sizeof bytes);
    return SPORE_OK;
}

static SporeStatus load_counter(void *data, const uint8_t *bytes, size_t size,
                                SporeReport *report)
{
    (void)report;
    if (size != 4 || getenv("REFUSE")) return SPORE_CORRUPT;
    ((Counter *)data)->value = (uint32_t)bytes[0] | (uint32_t)bytes[1] << 8 |
                               (uint32_t)bytes[2] << 16 | (uint32_t)bytes[3] << 24;
    return SPORE_OK;
}

static const SporeHandleType COUNTER = {.name = "counter",
                                        .size = sizeof(Counter),
                                        .save = save_counter,
                                        .load = load_counter};
static const SporeHandleType SOCKET = {.name = "socket", .size = 1};

static SporeStatus new_counter(SporeCall *call)
{
    const SporeStatus status = spore_set_handle(call, 0, &COUNTER, NULL);

    return status == SPORE_OK ? spore_return(call, 0, 1) : status;
}

static SporeStatus count(SporeCall *call)
{
    void *data = NULL;
    SporeStatus status = spore_get_handle(call, 0, &COUNTER, &data);

    if (status != SPORE_OK) return status;
    status = spore_set_integer(call, 1, ++((Counter *)data)->value);
    spore_touch_handle(call, 0);
    return status == SPORE_OK ? spore_return(call, 1, 1) : status;
}

static SporeStatus new_socket(SporeCall *call)
{
    const SporeStatus status = spore_set_handle(call, 0, &SOCKET, NULL);

    return status == SPORE_OK ? spore_return(call, 0, 1) : status;
}

static SporeStatus use_socket(SporeCall *call)
{
    void *data = NULL;

    return spore_get_handle(call, 0, &SOCKET, &data);
}

static const SporeNativeDef OBJECTS[] = {
    {.name = "test.counter", .function = new_counter},
    {.name = "test.count", .function = count},
    {.name = "test.socket", .function = new_socket},
    {.name = "test.use", .function = use_socket},
};

/* Natives that have changed their name, version or size, by $NAMES. */
static SporeStatus register_changed(SporeVM *vm)
{
    static const char *const OLD[] = {"test.was", NULL};
    const char *names = getenv("NAMES");
    SporeNativeDef def = {.name = "test.was", .function = apply, .version = 2};

    def.flags = SPORE_MAY_CALL;
    if (names && strcmp(names, "older") == 0) def.version = 1;
    if (names && strcmp(names, "newer") == 0) def.version = 3;
    if (names && strcmp(names, "renamed") == 0) {
        def.name = "test.is";
        def.aliases = OLD;
        def.version = 3;
    }
    const SporeStatus status = spore_vm_register(vm, &def, 1, NULL);
    if (status != SPORE_OK) return status;
    def = (SporeNativeDef){.name = "test.first", .function = first, .steps = 1};
    if (names && strcmp(names, "wider") == 0) def.slots = 20;
    return spore_vm_register(vm, &def, 1, NULL);
}

SPORE_API SporeStatus spore_open_library(SporeVM *vm);

SporeStatus spore_open_library(SporeVM *vm)
{
    SporeStatus status =
        spore_vm_register(vm, NATIVES, sizeof NATIVES / sizeof *NATIVES, NULL);

    if (status == SPORE_OK) status = register_changed(vm);
    if (status == SPORE_OK) status = spore_vm_register_type(vm, &COUNTER);
    if (status == SPORE_OK) status = spore_vm_register_type(vm, &SOCKET);
    return status == SPORE_OK
               ? spore_vm_register(vm, OBJECTS, sizeof OBJECTS / sizeof *OBJECTS, NULL)
               : status;
}
