/*
 * After all objects are filled: what is not stored because it follows from what
 * is. Backward links of chains, open upvalues in their fibers,
 * indexes of tables.
 */
#include <stdlib.h>

#include "persist/load.h"
#include "vm/channel.h"

/* The i-th object that was made, if it is of that kind, else NULL. */
static Object *made_one(Loader *loader, uint32_t i, uint8_t wire)
{
    const LoadEntry *entry = load_made(loader, i);
    return entry->wire == wire ? entry->as.object : NULL;
}

/* ---- chains ---- */

static void set_link(Loader *loader, Tasklet **link, Tasklet *target)
{
    if (*link)
        load_corrupt(loader, "two tasklets with the same neighbour");
    else
        *link = target;
}

/* In the heap of sleepers. */
static void link_child(Loader *loader, Tasklet *parent, Tasklet *child)
{
    if (!child) return;
    if (!child->is_timed)
        load_corrupt(loader, "a tasklet among the sleepers that does not wake up");
    else
        set_link(loader, &child->up, parent);
}

static void link_tasklet(Loader *loader, Tasklet *tasklet)
{
    switch ((TaskletState)tasklet->state) {
    case TASKLET_RUNNABLE:
    case TASKLET_SENDING:
    case TASKLET_RECEIVING:
        if (tasklet->next) {
            if (tasklet->next->state != tasklet->state)
                load_corrupt(loader,
                             "neighbours in a chain that are in different states");
            else
                set_link(loader, &tasklet->next->prev, tasklet);
        }
        break;
    default: break;
    }
    if (tasklet->is_timed) {
        link_child(loader, tasklet, tasklet->left);
        link_child(loader, tasklet, tasklet->right);
    }
    if (!tasklet->root) return;
    if (tasklet->root->owner != &tasklet->header)
        load_corrupt(loader, "a tasklet whose fiber belongs to another one");
}

/* A queue cannot loop: no tasklet has two predecessors, and the first has none. */
static void link_queue(Loader *loader, Channel *channel)
{
    if (channel->first && channel->first->prev)
        load_corrupt(loader, "a queue that starts in its middle");
    if (loader->status != SPORE_OK) return;
    for (Tasklet *tasklet = channel->first; tasklet; tasklet = tasklet->next) {
        if (tasklet->state != TASKLET_SENDING && tasklet->state != TASKLET_RECEIVING) {
            load_corrupt(loader, "a tasklet in a queue that does not wait");
            return;
        }
        channel->last = tasklet;
    }
}

/* ---- open upvalues ---- */

static int compare_slots(const void *left, const void *right)
{
    const Upvalue *a = *(Upvalue *const *)left;
    const Upvalue *b = *(Upvalue *const *)right;
    return a->slot < b->slot ? -1 : a->slot > b->slot;
}

static void count_open(Loader *loader)
{
    for (uint32_t i = 0; i < loader->queue_count; i++) {
        const Upvalue *upvalue = (Upvalue *)made_one(loader, i, WIRE_UPVALUE);
        if (upvalue && upvalue->fiber) upvalue->fiber->open_count++;
    }
}

static void make_open(Loader *loader, Fiber *fiber)
{
    if (!fiber->open_count) return;
    uint32_t count = fiber->open_count;
    fiber->open_count = 0;
    if (!fiber_reserve_open(loader->vm, fiber, count)) load_no_memory(loader);
}

static void put_open(Loader *loader, Upvalue *upvalue)
{
    Fiber *fiber = upvalue->fiber;
    if (!fiber) return;
    if (upvalue->slot >= fiber_live_slots(fiber)) {
        load_corrupt(loader, "an upvalue outside of its fiber");
        return;
    }
    upvalue->location = &fiber->stack[upvalue->slot];
    fiber->open->cells[fiber->open_count++] = upvalue;
}

static void sort_open(Loader *loader, Fiber *fiber)
{
    if (fiber->open_count < 2) return;
    Upvalue **cells = fiber->open->cells;
    qsort(cells, fiber->open_count, sizeof *cells, compare_slots);
    for (uint32_t i = 1; i < fiber->open_count; i++)
        if (cells[i]->slot == cells[i - 1]->slot)
            load_corrupt(loader, "two upvalues over the same register");
}

/* ---- all of it ---- */

static bool is_good(const Loader *loader, uint32_t i)
{
    return i < loader->queue_count && loader->status == SPORE_OK;
}

static void link_first(Loader *loader, const LoadEntry *entry)
{
    switch (entry->wire) {
    case WIRE_TABLE: table_finish(loader, (Table *)entry->as.object); break;
    case WIRE_TASKLET: link_tasklet(loader, (Tasklet *)entry->as.object); break;
    case WIRE_FIBER: make_open(loader, (Fiber *)entry->as.object); break;
    default: break;
    }
}

static void link_second(Loader *loader, const LoadEntry *entry)
{
    switch (entry->wire) {
    case WIRE_CHANNEL: link_queue(loader, (Channel *)entry->as.object); break;
    case WIRE_UPVALUE: put_open(loader, (Upvalue *)entry->as.object); break;
    default: break;
    }
}

void load_link(Loader *loader)
{
    bool has_upvalues = loader->wire_counts[WIRE_UPVALUE] > 0;
    if (has_upvalues) count_open(loader);
    for (uint32_t i = 0; is_good(loader, i); i++)
        link_first(loader, load_made(loader, i));
    if (has_upvalues || loader->wire_counts[WIRE_CHANNEL])
        for (uint32_t i = 0; is_good(loader, i); i++)
            link_second(loader, load_made(loader, i));
    for (uint32_t i = 0; has_upvalues && is_good(loader, i); i++) {
        Fiber *fiber = (Fiber *)made_one(loader, i, WIRE_FIBER);
        if (fiber) sort_open(loader, fiber);
    }
    loader->entry = NULL;
}
