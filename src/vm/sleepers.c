/*
 * A skew heap: merging walks down the right children and swaps left and right on
 * its way, which keeps the walks short (logarithmic on average over a sequence
 * of operations) without any balance to be stored.
 */
#include "vm/sleepers.h"

#include "vm/scheduler.h"

bool sleepers_is_before(const Tasklet *a, const Tasklet *b)
{
    if (a->wake_ns != b->wake_ns) return a->wake_ns < b->wake_ns;
    return a->ticket < b->ticket;
}

static void set_left(VM *vm, Tasklet *parent, Tasklet *child)
{
    scheduler_link(vm, parent, &parent->left, child);
    if (child) scheduler_link(vm, child, &child->up, parent);
}

/* One heap of two; its top's `up` is for the caller to set. */
static Tasklet *merge(VM *vm, Tasklet *a, Tasklet *b)
{
    Tasklet *top = NULL;
    Tasklet *parent = NULL;
    while (a && b) {
        Tasklet *first = sleepers_is_before(a, b) ? a : b;
        Tasklet *other = first == a ? b : a;
        if (parent)
            set_left(vm, parent, first);
        else
            top = first;
        a = first->right;
        b = other;
        scheduler_link(vm, first, &first->right, first->left);
        parent = first;
    }
    Tasklet *rest = a ? a : b;
    if (!parent) return rest;
    set_left(vm, parent, rest);
    return top;
}

void sleepers_add(VM *vm, Tasklet *tasklet)
{
    scheduler_link(vm, tasklet, &tasklet->left, NULL);
    scheduler_link(vm, tasklet, &tasklet->right, NULL);
    vm->sleepers = merge(vm, vm->sleepers, tasklet);
    scheduler_link(vm, vm->sleepers, &vm->sleepers->up, NULL);
}

void sleepers_remove(VM *vm, Tasklet *tasklet)
{
    Tasklet *parent = tasklet->up;
    Tasklet *rest = merge(vm, tasklet->left, tasklet->right);
    if (rest) scheduler_link(vm, rest, &rest->up, parent);
    if (!parent)
        vm->sleepers = rest;
    else if (parent->left == tasklet)
        scheduler_link(vm, parent, &parent->left, rest);
    else
        scheduler_link(vm, parent, &parent->right, rest);
    scheduler_link(vm, tasklet, &tasklet->left, NULL);
    scheduler_link(vm, tasklet, &tasklet->right, NULL);
    scheduler_link(vm, tasklet, &tasklet->up, NULL);
}
