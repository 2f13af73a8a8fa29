/*
 * A host's object: a set of bits in C memory, which goes into snapshots.
 *
 *     $ spore run --job sieve --until-idle --native ./object.so object.lua
 *     268 numbers below 1000 are left after 2, 3 and 5
 *     spore: all tasklets of sieve sleep; go on with: spore resume sieve
 *     $ spore resume sieve --native ./object.so
 *     168 numbers below 1000 are prime
 */
#include <spore/spore.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SIZE_MAX_BYTES = 1 << 20 };

typedef struct Bits { /* of each object; the machine keeps it at its place */
    uint8_t *bytes;
    size_t size;
} Bits;

/* ---- what the machine asks of the type ---- */

static void bits_release(void *data)
{
    free(((Bits *)data)->bytes);
}

static SporeStatus bits_save(const void *data, SporeOutput *out)
{
    const Bits *bits = data;

    spore_output(out, bits->bytes, bits->size);
    return SPORE_OK;
}

/* The bytes come from a file: nothing about them is sure. */
static SporeStatus bits_load(void *data, const uint8_t *bytes, size_t size,
                             SporeReport *report)
{
    Bits *bits = data;

    if (size == 0 || size > SIZE_MAX_BYTES) {
        snprintf(report->text, sizeof report->text, "bits of %zu bytes", size);
        return SPORE_CORRUPT;
    }
    bits->bytes = malloc(size);
    if (!bits->bytes) return SPORE_NO_MEMORY;
    memcpy(bits->bytes, bytes, size);
    bits->size = size;
    return SPORE_OK;
}

static const SporeHandleType BITS = {.name = "bits",
                                     .size = sizeof(Bits),
                                     .release = bits_release,
                                     .save = bits_save,
                                     .load = bits_load};

/* ---- what programs do with it ---- */

/* bits.new(count) */
static SporeStatus bits_new(SporeCall *call)
{
    static const char *const METHODS[] = {"set", "count"};
    int64_t count;
    void *data;

    SporeStatus status = spore_get_integer(call, 0, &count);
    if (status != SPORE_OK) return status;
    if (count < 1 || count > INT64_C(8) * SIZE_MAX_BYTES)
        return spore_fail(call, "a set of %lld bits?", (long long)count);
    status = spore_set_handle(call, 1, &BITS, &data);
    if (status != SPORE_OK) return status;
    Bits *bits = data;
    bits->size = ((size_t)count + 7) / 8;
    bits->bytes = calloc(bits->size, 1);
    if (!bits->bytes) return spore_fail(call, "no memory for %zu bytes", bits->size);

    /* object:set() is the native bits.set, and so on. */
    status = spore_set_methods(call, 2, &BITS);
    for (int i = 0; status == SPORE_OK && i < 2; i++) {
        char name[32];
        snprintf(name, sizeof name, "bits.%s", METHODS[i]);
        status = spore_set_native(call, 3, name);
        if (status == SPORE_OK) status = spore_set_field(call, 2, METHODS[i], 3);
    }
    return status == SPORE_OK ? spore_return(call, 1, 1) : status;
}

/* object:set(index) */
static SporeStatus bits_set(SporeCall *call)
{
    int64_t index;
    void *data;

    SporeStatus status = spore_get_handle(call, 0, &BITS, &data);
    if (status == SPORE_OK) status = spore_get_integer(call, 1, &index);
    if (status != SPORE_OK) return status;
    const Bits *bits = data;
    if (index < 0 || (uint64_t)index / 8 >= bits->size)
        return spore_fail(call, "bit %lld is not there", (long long)index);
    bits->bytes[index / 8] |= (uint8_t)(1u << index % 8);
    return spore_touch_handle(call, 0); /* or the next save would not know */
}

/* object:count(): how many are set */
static SporeStatus bits_count(SporeCall *call)
{
    int64_t count = 0;
    void *data;

    const SporeStatus status = spore_get_handle(call, 0, &BITS, &data);
    if (status != SPORE_OK) return status;
    const Bits *bits = data;
    for (size_t i = 0; i < bits->size * 8; i++)
        count += bits->bytes[i / 8] >> i % 8 & 1;
    spore_set_integer(call, 0, count);
    return spore_return(call, 0, 1);
}

SporeStatus spore_open_library(SporeVM *vm)
{
    static const SporeNativeDef NATIVES[] = {
        {.name = "bits.new", .function = bits_new},
        {.name = "bits.set", .function = bits_set},
        {.name = "bits.count", .function = bits_count}};

    const SporeStatus status = spore_vm_register_type(vm, &BITS);
    return status == SPORE_OK ? spore_vm_register(vm, NATIVES, 3, NULL) : status;
}
