/*
 * Prototypes, closures, cells.
 */
#include "vm/function.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "vm/vm.h"

Proto *proto_new(VM *vm)
{
    Proto *proto = heap_new_object(vm, KIND_PROTO, sizeof *proto);
    if (proto) proto->main = proto;
    return proto;
}

void proto_free(VM *vm, Proto *proto)
{
    heap_free_block(vm, proto->code, proto->code_count * sizeof(CodeWord));
    heap_free_block(vm, proto->lines, proto->code_count * sizeof(uint32_t));
    heap_free_block(vm, proto->constants, proto->constant_count * sizeof(Value));
    heap_free_block(vm, proto->children, proto->child_count * sizeof(Proto *));
    heap_free_block(vm, proto->upvalues, proto->upvalue_count * sizeof(UpvalueDesc));
    heap_free_block(vm, proto->locals, proto->local_count * sizeof(LocalDesc));
    heap_free_block(vm, proto->all, proto->all_count * sizeof(Proto *));
    if (proto->next_chunk) proto->next_chunk->prev_chunk = proto->prev_chunk;
    if (proto->prev_chunk) proto->prev_chunk->next_chunk = proto->next_chunk;
    if (vm->chunks == proto) vm->chunks = proto->next_chunk;
    heap_free_object(vm, &proto->header, sizeof *proto);
}

/* A prototype on the way down; the walk does not recurse. */
typedef struct Visit {
    Proto *proto;
    uint32_t next_child;
    bool is_entered;
} Visit;

static bool push_visit(VM *vm, Visit **stack, unsigned *capacity, unsigned count,
                       Proto *proto)
{
    Visit *grown =
        memory_grow_array(&vm->memory, *stack, sizeof(Visit), capacity, count + 1, 16);
    if (!grown) return vm_no_memory(vm);
    *stack = grown;
    grown[count] = (Visit){.proto = proto};
    return true;
}

/* Calls for each prototype in preorder: counts, or fills `all` if not NULL. */
static bool walk(VM *vm, Proto *main, Proto **all, uint32_t *out_count)
{
    Visit *stack = NULL;
    unsigned capacity = 0, depth = 0;
    uint32_t count = 0;
    bool ok = push_visit(vm, &stack, &capacity, depth++, main);
    while (ok && depth > 0) {
        assert(stack);
        Visit *visit = &stack[depth - 1];
        Proto *proto = visit->proto;
        if (!visit->is_entered) {
            visit->is_entered = true;
            if (all) {
                all[count] = proto;
                proto->index = count;
                proto->main = main;
            }
            count++;
        }
        if (visit->next_child == proto->child_count) {
            depth--;
            continue;
        }
        Proto *child = proto->children[visit->next_child++];
        ok = push_visit(vm, &stack, &capacity, depth++, child);
    }
    memory_free(&vm->memory, stack, capacity * sizeof(Visit));
    *out_count = count;
    return ok;
}

bool proto_complete(VM *vm, Proto *main)
{
    uint32_t count = 0;
    if (!walk(vm, main, NULL, &count)) return false;
    main->all = heap_new_block(vm, count * sizeof(Proto *));
    if (!main->all) return false;
    main->all_count = count;
    return walk(vm, main, main->all, &count);
}

void proto_list_chunk(VM *vm, Proto *main)
{
    main->next_chunk = vm->chunks;
    if (vm->chunks) vm->chunks->prev_chunk = main;
    vm->chunks = main;
}

void proto_source_for_messages(const Proto *proto, char *out, size_t size)
{
    const String *name = proto->main->source_name;
    if (!name) {
        snprintf(out, size, "?");
        return;
    }
    if (name->data[0] == '=' || name->data[0] == '@') {
        const char *text = name->data + 1;
        size_t length = strlen(text);
        size_t room = size - 1 < 59 ? size - 1 : 59;
        if (length <= room)
            snprintf(out, size, "%s", text);
        else if (name->data[0] == '=')
            snprintf(out, room + 1, "%s", text);
        else
            snprintf(out, size, "...%s", text + length - (room - 3));
        return;
    }
    /* The first line of the text, shortened: 59 bytes with all that is around it. */
    const size_t room = 59 - strlen("[string \"...\"]");
    size_t length = strcspn(name->data, "\n");
    const bool is_cut = name->data[length] != 0 || length >= room;
    if (length > room) length = room;
    snprintf(out, size, "[string \"%.*s%s\"]", (int)length, name->data,
             is_cut ? "..." : "");
}

bool proto_is_library(const Proto *proto)
{
    const String *name = proto->main->source_name;
    return name && strcmp(name->data, "=[C]") == 0;
}

uint32_t proto_line(const Proto *proto, uint32_t pc)
{
    return proto->lines && pc < proto->code_count ? proto->lines[pc] : 0;
}

const char *proto_local_name(const Proto *proto, uint32_t reg, uint32_t pc)
{
    for (uint32_t i = 0; i < proto->local_count; i++) {
        const LocalDesc *local = &proto->locals[i];
        if (local->reg == reg && local->start_pc <= pc && pc < local->end_pc)
            return local->name->data;
    }
    return NULL;
}

Closure *closure_new(VM *vm, Proto *proto)
{
    size_t size = sizeof(Closure) + proto->upvalue_count * sizeof(Value);
    Closure *closure = heap_new_object(vm, KIND_CLOSURE, size);
    if (!closure) return NULL;
    closure->proto = proto;
    closure->upvalue_count = proto->upvalue_count;
    return closure;
}

Upvalue *upvalue_new_closed(VM *vm, Value value)
{
    Upvalue *upvalue = heap_new_object(vm, KIND_UPVALUE, sizeof *upvalue);
    if (!upvalue) return NULL;
    upvalue->closed = value;
    upvalue->location = &upvalue->closed;
    return upvalue;
}
