/*
 * A native that calls back: qsort_r() of the C library, with a comparator in Lua.
 *
 *     $ spore run --ephemeral --native ./callback.so callback.lua
 *     fig pear kiwi banana cherry
 *     20 lengths were asked for
 *     failed: callback.lua:23: attempt to compare string with number
 *
 * Such a native runs on a C stack of its own (SPORE_MAY_CALL). When the comparator waits,
 * that stack waits too, and other tasklets run. What stands on it is not in a snapshot.
 */
#define _GNU_SOURCE /* qsort_r() */
#include <spore/spore.h>
#include <stdlib.h>

enum { LIST, LESS, CALLEE, A, B, RESULT }; /* slots; the arguments first */

typedef struct Sorting {
    SporeCall *call;
    SporeStatus status; /* of the first call that failed */
} Sorting;

/* less(list[a], list[b]) */
static bool is_less(Sorting *sorting, int64_t a, int64_t b)
{
    SporeCall *call = sorting->call;

    if (sorting->status != SPORE_OK) return false;
    spore_copy(call, LESS, CALLEE);
    spore_get_index(call, LIST, a, A);
    spore_get_index(call, LIST, b, B);
    sorting->status = spore_call(call, CALLEE, 2, 1);
    return sorting->status == SPORE_OK && spore_get_boolean(call, CALLEE);
}

/* An error must not jump across the frames of qsort_r(). It is kept; from then on all
 * are equal, so that the sort ends soon without calling Lua again. */
static int compare(const void *left, const void *right, void *context)
{
    const int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;

    if (is_less(context, a, b)) return -1;
    if (is_less(context, b, a)) return 1;
    return a < b ? -1 : a > b; /* equal ones stay in their order */
}

/* list.sorted(list, less): a new list. Sorts positions; the values stay in slots. */
static SporeStatus sorted(SporeCall *call)
{
    Sorting sorting = {call, SPORE_OK};
    int64_t count = 0;

    SporeStatus status = spore_get_length(call, LIST, &count);
    if (status != SPORE_OK) return status;
    int64_t *order = calloc((size_t)count + 1, sizeof *order);
    if (!order)
        return spore_fail(call, "no memory to sort %lld values", (long long)count);
    for (int64_t i = 0; i < count; i++)
        order[i] = i + 1;
    qsort_r(order, (size_t)count, sizeof *order, compare, &sorting);
    status = sorting.status;
    if (status == SPORE_OK) status = spore_set_table(call, RESULT);
    for (int64_t i = 0; status == SPORE_OK && i < count; i++) {
        status = spore_get_index(call, LIST, order[i], A);
        if (status == SPORE_OK) status = spore_set_index(call, RESULT, i + 1, A);
    }
    free(order); /* also when the comparator failed, or its tasklet was killed */
    return status == SPORE_OK ? spore_return(call, RESULT, 1) : status;
}

SporeStatus spore_open_library(SporeVM *vm)
{
    static const SporeNativeDef NATIVES[] = {
        {.name = "list.sorted", .function = sorted, .flags = SPORE_MAY_CALL}};

    return spore_vm_register(vm, NATIVES, 1, NULL);
}
