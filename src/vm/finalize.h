/*
 * Objects with a __gc metamethod. They stand in the table vm->finalizers in the order
 * in which they got it. The collector does not follow that table; at the end of a
 * mark it moves what nothing else leads to, newest first, to the end of vm->pending,
 * from whose front finalizers are run. Both tables are ordinary ones to a save.
 *
 *   finalizers:  | obj | false | obj | obj |        false: was moved, or never more
 *   pending:     | false | false | obj | obj |
 *                                  ^vm->pending_first
 */
#pragma once

#include "vm/vm.h"

/* The object got a metatable that has __gc. Out of memory: vm->fatal or vm->error. */
void finalize_note(VM *vm, Object *object);

/* At the end of a mark: is there an unmarked object with a finalizer? */
bool finalize_has_unmarked(const VM *vm);
/* All such become pending and are marked. */
void finalize_separate(VM *vm);

/* At the end of the program: all become pending. */
void finalize_all(VM *vm);

/* The next pending object, or nil. It may be noted again from now on. */
Value finalize_take(VM *vm);

static inline bool finalize_is_due(const VM *vm)
{
    return vm->pending->array_count >= vm->pending_first && !vm->finalizing;
}

/* After a load: objects in vm->finalizers are marked as being there. */
bool finalize_check(VM *vm);
