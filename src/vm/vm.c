/*
 * Making and freeing a VM; its clock, its requests, metatables, error values.
 */
#include "vm/vm.h"

#include <assert.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "vm/interpret.h"
#include "vm/scheduler.h"

static int64_t monotonic_ns(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static bool make_names(VM *vm)
{
    static const char *const TEXTS[NAME_COUNT] = {
#define NAME(id, text) text,
#include "vm/names.def"
#undef NAME
    };
    for (int i = 0; i < NAME_COUNT; i++) {
        vm->names[i] = string_from(vm, TEXTS[i]);
        if (!vm->names[i]) return false;
        if (i < EVENT_COUNT) vm->names[i]->event = (uint8_t)(i + 1);
    }
    return true;
}

VM *vm_new(const VMOptions *options)
{
    Memory memory = {0};
    if (options) {
        memory.allocate = options->allocate;
        memory.context = options->allocate_context;
        memory.limit_bytes = options->memory_limit_bytes;
    }
    VM *vm = memory_new(&memory, sizeof *vm);
    if (!vm) return NULL;
    vm->memory = memory;
    vm->next_identity = 1;
    vm->next_record_id = 1;
    vm->pending_first = 1;
    vm->clock_origin_ns = monotonic_ns();
    vm->slice = vm->countdown = SAFEPOINT_SLICE_TICKS;
    bool ok = heap_init(vm) && make_names(vm);
    if (ok)
        ok = (vm->globals = table_new(vm, 0, 0)) &&
             (vm->registry = table_new(vm, 0, 0)) &&
             (vm->finalizers = table_new(vm, 0, 0)) &&
             (vm->pending = table_new(vm, 0, 0)) && (vm->closers = table_new(vm, 0, 0));
    if (ok) ok = scheduler_init(vm);
    if (ok) return vm;
    vm_free(vm);
    return NULL;
}

enum { CLOSED_FILES_MAX = 64 };

void vm_keep_closed_file(VM *vm, int fd)
{
    if (vm->closed_fd_count < CLOSED_FILES_MAX) {
        int *fds =
            memory_grow_array(&vm->memory, vm->closed_fds, sizeof *fds,
                              &vm->closed_fd_capacity, vm->closed_fd_count + 1u, 8);
        if (fds) {
            vm->closed_fds = fds;
            fds[vm->closed_fd_count++] = fd;
            return;
        }
    }
    (void)fdatasync(fd); /* what fails here the program was told by its writes */
    close(fd);
}

static void drop_closed_files(VM *vm)
{
    for (unsigned i = 0; i < vm->closed_fd_count; i++)
        close(vm->closed_fds[i]);
    memory_free(&vm->memory, vm->closed_fds,
                vm->closed_fd_capacity * sizeof *vm->closed_fds);
}

void vm_free(VM *vm)
{
    drop_closed_files(vm);
    vm->is_closing = true;
    if (vm->free_save_state) vm->free_save_state(vm);
    heap_deinit(vm);
    memory_free(&vm->memory, vm->natives, vm->native_capacity * sizeof *vm->natives);
    memory_free(&vm->memory, vm->handle_types,
                vm->handle_type_capacity * sizeof *vm->handle_types);
    Memory memory = vm->memory;
    memory_free(&memory, vm, sizeof *vm);
    assert(memory.used_bytes == 0 && "a VM leaks nothing");
}

int64_t vm_clock_ns(const VM *vm)
{
    return vm->clock_base_ns + (monotonic_ns() - vm->clock_origin_ns);
}

void vm_poke(VM *vm)
{
    if (vm->countdown <= 0) return;
    vm->ticks += (uint64_t)(vm->slice - vm->countdown);
    vm->slice = vm->countdown = 0;
}

Table *vm_metatable(const VM *vm, Value v)
{
    if (v.tag == TAG_TABLE) return ((Table *)v.as.object)->metatable;
    if (v.tag == TAG_HANDLE) return ((Handle *)v.as.object)->metatable;
    return vm->metatables[v.tag];
}

Value vm_metamethod(const VM *vm, Value v, NameId event)
{
    Table *metatable = vm_metatable(vm, v);
    return metatable ? table_metamethod(vm, metatable, event) : VALUE_NIL;
}

const char *vm_type_name(const VM *vm, Value v)
{
    Value name = vm_metamethod(vm, v, NAME_NAME);
    return name.tag == TAG_STRING ? value_string(name)->data : value_type_name(v);
}

Table *vm_registry_table(VM *vm, const char *name)
{
    String *key = string_from(vm, name);
    if (!key) return NULL;
    Value found = table_get(vm->registry, string_value(key));
    if (found.tag == TAG_TABLE) return (Table *)found.as.object;
    Table *table = table_new(vm, 0, 0);
    if (!table) return NULL;
    if (!table_set_string(vm, vm->registry, key, value_object(TAG_TABLE, table)))
        return NULL;
    return table;
}

void vm_error_text(VM *vm, Value error, char *out, size_t size)
{
    (void)vm;
    if (error.tag == TAG_STRING) {
        snprintf(out, size, "%s", value_string(error)->data);
    } else if (value_is_number(error)) {
        char text[VALUE_TEXT_MAX];
        size_t length = value_number_to_text(error, text);
        snprintf(out, size, "%.*s", (int)length, text);
    } else {
        snprintf(out, size, "(error object is a %s value)", value_type_name(error));
    }
}

static bool set_error_text(VM *vm, const char *text)
{
    String *string = string_from(vm, text);
    vm->error = string ? string_value(string) : VALUE_NIL;
    return false;
}

bool vm_fail(VM *vm, const char *format, ...)
{
    char text[1200];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    return set_error_text(vm, text);
}

static const Proto *frame_proto(const Fiber *fiber, const Frame *frame)
{
    Value callee = fiber->stack[frame->base - 1];
    if ((frame->flags & FRAME_NATIVE) || callee.tag != TAG_CLOSURE) return NULL;
    return ((Closure *)callee.as.object)->proto;
}

/* The Lua frame whose line an error is blamed on, or NULL. */
static const Frame *blamed_frame(const VM *vm)
{
    const Fiber *fiber = vm->fiber;
    if (!fiber) return NULL;
    uint32_t depth = fiber->frame_count;
    if (depth && (fiber->frames[depth - 1].flags & FRAME_NATIVE) && vm->is_native_framed)
        depth--;
    for (; depth > 0; depth--) {
        const Proto *proto = frame_proto(fiber, &fiber->frames[depth - 1]);
        if (!proto) return NULL;
        /* Library functions written in Lua blame their callers, as C ones do. */
        if (!proto_is_library(proto)) return &fiber->frames[depth - 1];
    }
    return NULL;
}

/* Writes "file:line: " of the running Lua function, or "". */
static size_t put_place(const VM *vm, char *out, size_t size)
{
    const Frame *frame = blamed_frame(vm);
    out[0] = 0;
    if (!frame) return 0;
    const Proto *proto = frame_proto(vm->fiber, frame);
    char source[80];
    proto_source_for_messages(proto, source, sizeof source);
    uint32_t line = proto_line(proto, frame_current_pc(vm->fiber, frame));
    int length = line ? snprintf(out, size, "%s:%u: ", source, line)
                      : snprintf(out, size, "%s:?: ", source);
    return (size_t)length;
}

bool vm_fail_here(VM *vm, const char *format, ...)
{
    char text[1200];
    size_t at = put_place(vm, text, 120);
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text + at, sizeof text - at, format, arguments);
    va_end(arguments);
    return set_error_text(vm, text);
}

void vm_add_place(VM *vm)
{
    char place[120];
    size_t length = put_place(vm, place, sizeof place);
    const String *text = value_string(vm->error);
    String *whole = string_join(vm, place, length, text->data, text->length);
    if (whole) vm->error = string_value(whole);
}

bool vm_set_main(VM *vm, Value function, const Value *args, uint32_t count)
{
    if (!scheduler_set_up(vm, vm->main_tasklet, function, args, count)) return false;
    scheduler_insert(vm, vm->main_tasklet);
    return true;
}

int64_t vm_next_wake(const VM *vm)
{
    return vm->sleepers ? vm->sleepers->wake_ns : -1;
}

/* What must hold when a program has ended, whatever it did. */
static bool is_settled(VM *vm, RunStatus status)
{
    const char *reason = NULL;
    const bool has_ended =
        status == RUN_DONE || status == RUN_FAILED || status == RUN_EXIT;
    const bool is_left =
        vm->watchers || vm->budget_end != UINT64_MAX || vm->runnable_count > 0;
    if (has_ended && !scheduler_check(vm, &reason))
        fprintf(stderr, "at the end: %s\n", reason);
    return !reason && !(status == RUN_DONE && is_left);
}

RunStatus vm_run(VM *vm)
{
    if (vm->fatal) return RUN_NO_MEMORY;
    if (vm->has_exited) return RUN_EXIT;
    vm->slice_ns = vm_clock_ns(vm);
    RunStatus status = interpret(vm);
    scheduler_leave(vm);
    assert(is_settled(vm, status));
    (void)is_settled;
    return status;
}

bool vm_no_memory(VM *vm)
{
    vm->fatal = SPORE_NO_MEMORY;
    vm_poke(vm);
    return false;
}
