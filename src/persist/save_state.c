/*
 * What a VM remembers of its last save or load: the natives and chunks that have
 * records.
 */
#include <string.h>

#include "persist/encode.h"

void native_placeholder_free(VM *vm, const NativeDef *def)
{
    memory_free(&vm->memory, (void *)(uintptr_t)def->name, strlen(def->name) + 1);
    memory_free(&vm->memory, (void *)(uintptr_t)def, sizeof *def);
}

void save_state_deinit(VM *vm, SaveState *state)
{
    for (unsigned i = 0; i < state->native_count; i++)
        if (state->natives[i].is_placeholder)
            native_placeholder_free(vm, state->natives[i].def);
    memory_free(&vm->memory, state->natives,
                state->native_capacity * sizeof *state->natives);
    memory_free(&vm->memory, state->chunks,
                state->chunk_capacity * sizeof *state->chunks);
}

static void save_state_free(VM *vm)
{
    save_state_deinit(vm, vm->save_state);
    memory_free(&vm->memory, vm->save_state, sizeof(SaveState));
    vm->save_state = NULL;
}

SaveState *save_state_get(VM *vm)
{
    if (!vm->save_state) {
        vm->save_state = memory_new(&vm->memory, sizeof(SaveState));
        vm->free_save_state = vm->save_state ? save_state_free : NULL;
    }
    return vm->save_state;
}

NativeRecord *save_state_add_native(VM *vm, SaveState *state, const NativeDef *def,
                                    uint64_t id)
{
    NativeRecord *natives =
        memory_grow_array(&vm->memory, state->natives, sizeof *natives,
                          &state->native_capacity, (size_t)state->native_count + 1, 16);
    if (!natives) return NULL;
    state->natives = natives;
    natives[state->native_count] =
        (NativeRecord){.def = def, .id = id, .version = def->version};
    return &natives[state->native_count++];
}

void snapshot_each_changed_native(const VM *vm, NativeVisitor *visit, void *context)
{
    const SaveState *state = vm->save_state;
    for (unsigned i = 0; state && i < state->native_count; i++) {
        const NativeRecord *native = &state->natives[i];
        if (native->is_placeholder || native->def->version != native->version)
            visit(context, native->def, native->version, native->is_placeholder);
    }
}

bool save_state_add_chunk(VM *vm, SaveState *state, uint64_t id,
                          const uint8_t hash[CODE_HASH_BYTES])
{
    ChunkRecord *chunks =
        memory_grow_array(&vm->memory, state->chunks, sizeof *chunks,
                          &state->chunk_capacity, (size_t)state->chunk_count + 1, 16);
    if (!chunks) return false;
    state->chunks = chunks;
    chunks[state->chunk_count].id = id;
    memcpy(chunks[state->chunk_count++].hash, hash, CODE_HASH_BYTES);
    return true;
}
