/*
 * Bytecode as bytes: what is written, and the reader that trusts nothing.
 *
 *   | "\x1bSpore" | version 1 | flags 1 |
 *   | source name | source text |              with FLAG_NAME, FLAG_TEXT
 *   | prototype | prototype | …                in preorder
 *
 * A prototype:
 *   line_defined, last_line, parameters, is_vararg, frame_size, children
 *   code:      count, words (big-endian)
 *   constants: count, each a tag and its payload
 *   upvalues:  count, each source | is_cell << 2, index
 *   with FLAG_DEBUG: upvalue names; line of each instruction as the difference
 *   to the one before; locals: count, each name, start - start of the one
 *   before, length, register
 *
 * Numbers are varints (signed ones zigzag), strings a length and bytes. Every
 * number has one encoding, so equal code is equal bytes.
 */
#include "vm/bytecode.h"

#include <assert.h>
#include <string.h>

#include "vm/limits.h"
#include "vm/opcode.h"
#include "vm/vm.h"

static const char MAGIC[] = {'\x1b', 'S', 'p', 'o', 'r', 'e'};

enum {
    FLAG_DEBUG = 1 << 0,
    FLAG_NAME = 1 << 1,
    FLAG_TEXT = 1 << 2,
    FLAG_ALL = FLAG_DEBUG | FLAG_NAME | FLAG_TEXT,
    NESTING_MAX = 1000,   /* functions inside functions */
    PROTO_BYTES_MIN = 13, /* the shortest prototype: one instruction */
    LINE_MAX = INT32_MAX
};

/* Stored: never reused. */
typedef enum ConstantTag {
    CONSTANT_NIL = 0,
    CONSTANT_FALSE = 1,
    CONSTANT_TRUE = 2,
    CONSTANT_INTEGER = 3,
    CONSTANT_FLOAT = 4,
    CONSTANT_STRING = 5
} ConstantTag;

static uint64_t zigzag(int64_t value)
{
    return (uint64_t)value << 1 ^ (value < 0 ? UINT64_MAX : 0);
}

static int64_t unzigzag(uint64_t bits)
{
    return (int64_t)(bits >> 1 ^ (0 - (bits & 1)));
}

/* ---- writing ---- */

static void put_string(Bytes *out, const String *string)
{
    bytes_put_varint(out, string->length);
    bytes_put(out, string->data, string->length);
}

static void put_constant(Bytes *out, Value v)
{
    switch (v.tag) {
    case TAG_FALSE: bytes_put_u8(out, CONSTANT_FALSE); break;
    case TAG_TRUE: bytes_put_u8(out, CONSTANT_TRUE); break;
    case TAG_INTEGER:
        bytes_put_u8(out, CONSTANT_INTEGER);
        bytes_put_varint(out, zigzag(v.as.integer));
        break;
    case TAG_FLOAT:
        bytes_put_u8(out, CONSTANT_FLOAT);
        bytes_put_u64(out, v.as.bits);
        break;
    case TAG_STRING:
        bytes_put_u8(out, CONSTANT_STRING);
        put_string(out, value_string(v));
        break;
    default:
        assert(v.tag == TAG_NIL);
        bytes_put_u8(out, CONSTANT_NIL);
        break;
    }
}

static void put_optional_name(Bytes *out, const String *name)
{
    /* 0: no name; else the length + 1. */
    bytes_put_varint(out, name ? name->length + 1 : 0);
    if (name) bytes_put(out, name->data, name->length);
}

static void put_debug(Bytes *out, const Proto *proto)
{
    for (uint32_t i = 0; i < proto->upvalue_count; i++)
        put_optional_name(out, proto->upvalues[i].name);
    int64_t line = proto->line_defined;
    for (uint32_t i = 0; i < proto->code_count; i++) {
        const uint32_t next = proto->lines ? proto->lines[i] : 0;
        bytes_put_varint(out, zigzag(next - line));
        line = next;
    }
    bytes_put_varint(out, proto->local_count);
    uint32_t start = 0;
    for (uint32_t i = 0; i < proto->local_count; i++) {
        const LocalDesc *local = &proto->locals[i];
        put_string(out, local->name);
        bytes_put_varint(out, local->start_pc - start);
        bytes_put_varint(out, local->end_pc - local->start_pc);
        bytes_put_varint(out, local->reg);
        start = local->start_pc;
    }
}

static void put_proto(Bytes *out, const Proto *proto, bool has_debug)
{
    bytes_put_varint(out, proto->line_defined);
    bytes_put_varint(out, proto->last_line);
    bytes_put_u8(out, proto->parameter_count);
    bytes_put_u8(out, proto->is_vararg);
    bytes_put_varint(out, proto->frame_size);
    bytes_put_varint(out, proto->child_count);
    bytes_put_varint(out, proto->code_count);
    for (uint32_t i = 0; i < proto->code_count; i++)
        bytes_put_u32(out, proto->code[i].instruction);
    bytes_put_varint(out, proto->constant_count);
    for (uint32_t i = 0; i < proto->constant_count; i++)
        put_constant(out, proto->constants[i]);
    bytes_put_varint(out, proto->upvalue_count);
    for (uint32_t i = 0; i < proto->upvalue_count; i++) {
        const UpvalueDesc *desc = &proto->upvalues[i];
        bytes_put_u8(out, (uint8_t)(desc->source | desc->is_cell << 2));
        bytes_put_u8(out, desc->index);
    }
    if (has_debug) put_debug(out, proto);
}

void bytecode_write(const Proto *main, unsigned parts, Bytes *out)
{
    const Proto *chunk = main->main;
    uint8_t flags = 0;
    bool has_debug = parts & BYTECODE_DEBUG;
    if (has_debug) {
        flags |= FLAG_DEBUG;
        if (chunk->source_name) flags |= FLAG_NAME;
        if (chunk->source_text && (parts & BYTECODE_TEXT)) flags |= FLAG_TEXT;
    }
    bytes_put(out, MAGIC, sizeof MAGIC);
    bytes_put_u8(out, BYTECODE_VERSION);
    bytes_put_u8(out, flags);
    if (flags & FLAG_NAME) put_string(out, chunk->source_name);
    if (flags & FLAG_TEXT) put_string(out, chunk->source_text);
    /* In preorder the descendants of a prototype follow it directly. */
    uint64_t pending = 1;
    for (uint32_t i = main->index; pending > 0; i++) {
        assert(i < chunk->all_count);
        put_proto(out, chunk->all[i], has_debug);
        pending += chunk->all[i]->child_count;
        pending--;
    }
}

/* ---- reading ---- */

typedef struct Loader {
    VM *vm;
    Reader *in;
    Report *report;
    uint64_t pending; /* prototypes that were announced and are still to come */
    uint8_t flags;
} Loader;

/* A prototype whose children are being read. */
typedef struct OpenProto {
    Proto *proto;
    uint32_t next_child;
} OpenProto;

static SporeStatus fail(const Loader *loader, const char *what)
{
    return report_fail(loader->report, SPORE_CORRUPT, "bytecode: %s", what);
}

static SporeStatus fail_memory(const Loader *loader)
{
    const bool is_fatal = loader->vm->fatal == SPORE_NO_MEMORY;
    return report_fail(loader->report, is_fatal ? SPORE_NO_MEMORY : SPORE_LIMIT,
                       "bytecode: not enough memory");
}

/* A zeroed array of `count` elements that `owner` will own. */
static SporeStatus new_array(const Loader *loader, uint64_t count, size_t element_size,
                             void *out_array)
{
    if (count == 0) return SPORE_OK;
    void *array = heap_new_block(loader->vm, count * element_size);
    if (array == NULL) return fail_memory(loader);
    memset(array, 0, count * element_size);
    memcpy(out_array, &array, sizeof array);
    return SPORE_OK;
}

static SporeStatus take_text(const Loader *loader, Proto *owner, uint64_t length,
                             String **out_string)
{
    const char *data = (const char *)reader_take(loader->in, length);
    if (data == NULL) return fail(loader, "a string is cut off");
    String *string = string_new(loader->vm, data, length);
    if (string == NULL) return fail_memory(loader);
    *out_string = string;
    heap_barrier(loader->vm, owner, string_value(string));
    return SPORE_OK;
}

static SporeStatus take_string(const Loader *loader, Proto *owner, String **out_string)
{
    const uint64_t length = reader_take_count(loader->in, 1, UINT64_MAX);
    return take_text(loader, owner, length, out_string);
}

static uint32_t take_number(const Loader *loader, uint32_t limit)
{
    return (uint32_t)reader_take_count(loader->in, 0, limit);
}

static SporeStatus take_constant(const Loader *loader, Proto *proto, Value *out)
{
    String *string = NULL;
    switch ((ConstantTag)reader_take_u8(loader->in)) {
    case CONSTANT_NIL: *out = VALUE_NIL; return SPORE_OK;
    case CONSTANT_FALSE: *out = VALUE_FALSE; return SPORE_OK;
    case CONSTANT_TRUE: *out = VALUE_TRUE; return SPORE_OK;
    case CONSTANT_INTEGER:
        *out = value_integer(unzigzag(reader_take_varint(loader->in)));
        return SPORE_OK;
    case CONSTANT_FLOAT:
        out->tag = TAG_FLOAT;
        out->as.bits = reader_take_u64(loader->in);
        return SPORE_OK;
    case CONSTANT_STRING: {
        const SporeStatus status = take_string(loader, proto, &string);
        if (status == SPORE_OK) *out = string_value(string);
        return status;
    }
    }
    return fail(loader, "unknown kind of constant");
}

static SporeStatus take_code(const Loader *loader, Proto *proto)
{
    const uint64_t count = reader_take_count(loader->in, 4, INSTRUCTION_JUMP_MAX);
    SporeStatus status = SPORE_OK;
    TRY(new_array(loader, count, sizeof(CodeWord), &proto->code));
    proto->code_count = (uint32_t)count;
    for (uint64_t i = 0; i < count; i++)
        proto->code[i] = (CodeWord){reader_take_u32(loader->in), 0};
done:
    return status;
}

static SporeStatus take_constants(const Loader *loader, Proto *proto)
{
    const uint64_t count = reader_take_count(loader->in, 1, INSTRUCTION_AX_MAX);
    SporeStatus status = SPORE_OK;
    TRY(new_array(loader, count, sizeof(Value), &proto->constants));
    proto->constant_count = (uint32_t)count;
    for (uint64_t i = 0; i < count; i++)
        TRY(take_constant(loader, proto, &proto->constants[i]));
done:
    return status;
}

static SporeStatus take_upvalues(const Loader *loader, Proto *proto)
{
    const uint64_t count = reader_take_count(loader->in, 2, UINT8_MAX);
    SporeStatus status = SPORE_OK;
    TRY(new_array(loader, count, sizeof(UpvalueDesc), &proto->upvalues));
    proto->upvalue_count = (uint16_t)count;
    for (uint64_t i = 0; i < count; i++) {
        const uint8_t kind = reader_take_u8(loader->in);
        if (kind > 7) return fail(loader, "unknown kind of upvalue");
        proto->upvalues[i].source = kind & 3;
        proto->upvalues[i].is_cell = kind >> 2;
        proto->upvalues[i].index = reader_take_u8(loader->in);
    }
done:
    return status;
}

static SporeStatus take_lines(const Loader *loader, Proto *proto)
{
    SporeStatus status = SPORE_OK;
    TRY(new_array(loader, proto->code_count, sizeof(uint32_t), &proto->lines));
    int64_t line = proto->line_defined;
    for (uint32_t i = 0; i < proto->code_count; i++) {
        const int64_t step = unzigzag(reader_take_varint(loader->in));
        if (step < -line || step > LINE_MAX - line)
            return fail(loader, "a line number is out of range");
        line += step;
        proto->lines[i] = (uint32_t)line;
    }
done:
    return status;
}

static SporeStatus take_locals(const Loader *loader, Proto *proto)
{
    const uint64_t count = reader_take_count(loader->in, 4, UINT32_MAX);
    SporeStatus status = SPORE_OK;
    TRY(new_array(loader, count, sizeof(LocalDesc), &proto->locals));
    proto->local_count = (uint32_t)count;
    uint32_t start = 0;
    for (uint64_t i = 0; i < count; i++) {
        LocalDesc *local = &proto->locals[i];
        TRY(take_string(loader, proto, &local->name));
        start += take_number(loader, proto->code_count - start);
        local->start_pc = start;
        local->end_pc = start + take_number(loader, proto->code_count - start);
        local->reg = take_number(loader, FRAME_MAX_REGISTERS);
    }
done:
    return status;
}

static SporeStatus take_debug(const Loader *loader, Proto *proto)
{
    SporeStatus status = SPORE_OK;
    for (uint32_t i = 0; i < proto->upvalue_count; i++) {
        const uint64_t length = reader_take_varint(loader->in);
        if (length > 0)
            TRY(take_text(loader, proto, length - 1, &proto->upvalues[i].name));
    }
    TRY(take_lines(loader, proto));
    TRY(take_locals(loader, proto));
done:
    return status;
}

/* Nested claims share the bytes that are left, so that they cannot add up. */
static SporeStatus take_child_count(Loader *loader, Proto *proto)
{
    const uint64_t room = reader_left(loader->in) / PROTO_BYTES_MIN;
    const uint64_t free_room = room > loader->pending ? room - loader->pending : 0;
    const uint64_t limit = free_room < UINT16_MAX + 1 ? free_room : UINT16_MAX + 1;
    const uint64_t count = reader_take_count(loader->in, 0, limit);
    SporeStatus status = SPORE_OK;
    TRY(new_array(loader, count, sizeof(Proto *), &proto->children));
    proto->child_count = (uint32_t)count;
    loader->pending += count;
done:
    return status;
}

static SporeStatus take_proto(Loader *loader, Proto *proto)
{
    SporeStatus status = SPORE_OK;
    Reader *in = loader->in;
    proto->line_defined = take_number(loader, LINE_MAX);
    proto->last_line = take_number(loader, LINE_MAX);
    proto->parameter_count = reader_take_u8(in);
    proto->is_vararg = reader_take_u8(in);
    proto->frame_size = (uint16_t)take_number(loader, FRAME_MAX_REGISTERS);
    TRY(take_child_count(loader, proto));
    TRY(take_code(loader, proto));
    TRY(take_constants(loader, proto));
    TRY(take_upvalues(loader, proto));
    if (loader->flags & FLAG_DEBUG) TRY(take_debug(loader, proto));
    if (in->has_failed) status = fail(loader, "cut off, or a count is out of range");
done:
    return status;
}

static SporeStatus take_new_proto(Loader *loader, Proto **out_proto)
{
    Proto *proto = proto_new(loader->vm);
    if (proto == NULL) return fail_memory(loader);
    *out_proto = proto;
    return take_proto(loader, proto);
}

/* Reads the descendants of `main`, in preorder, without recursion. */
static SporeStatus take_children(Loader *loader, Proto *main)
{
    OpenProto open[NESTING_MAX];
    uint32_t depth = 0;
    SporeStatus status = SPORE_OK;
    open[depth++] = (OpenProto){.proto = main};
    while (depth > 0) {
        OpenProto *parent = &open[depth - 1];
        assert(parent->proto);
        if (parent->next_child == parent->proto->child_count) {
            depth--;
            continue;
        }
        loader->pending--;
        if (depth == NESTING_MAX) return fail(loader, "functions are nested too deep");
        Proto *child = NULL;
        TRY(take_new_proto(loader, &child));
        parent->proto->children[parent->next_child++] = child;
        heap_barrier(loader->vm, parent->proto, value_object(TAG_PROTO, child));
        open[depth++] = (OpenProto){.proto = child};
    }
done:
    return status;
}

static SporeStatus take_header(Loader *loader)
{
    const uint8_t *magic = reader_take(loader->in, sizeof MAGIC);
    if (magic == NULL || memcmp(magic, MAGIC, sizeof MAGIC) != 0)
        return fail(loader, "not Spore bytecode");
    const uint8_t version = reader_take_u8(loader->in);
    if (version != BYTECODE_VERSION && !loader->in->has_failed)
        return report_fail(loader->report, SPORE_INCOMPATIBLE,
                           "bytecode: version %u, this Spore has %u; compile it again",
                           version, BYTECODE_VERSION);
    loader->flags = reader_take_u8(loader->in);
    if (loader->in->has_failed) return fail(loader, "cut off in the header");
    if (loader->flags & ~FLAG_ALL) return fail(loader, "unknown flags");
    return SPORE_OK;
}

bool bytecode_is_one(const void *data, size_t size)
{
    return size > 0 && *(const char *)data == MAGIC[0];
}

SporeStatus bytecode_read(VM *vm, Reader *in, Proto **out_main, Report *report)
{
    Loader loader = {.vm = vm, .in = in, .report = report};
    SporeStatus status = SPORE_OK;
    TRY(take_header(&loader));
    Proto *main = proto_new(vm);
    if (main == NULL) return fail_memory(&loader);
    if (loader.flags & FLAG_NAME) TRY(take_string(&loader, main, &main->source_name));
    if (loader.flags & FLAG_TEXT) TRY(take_string(&loader, main, &main->source_text));
    TRY(take_proto(&loader, main));
    TRY(take_children(&loader, main));
    if (!proto_complete(vm, main)) return fail_memory(&loader);
    for (uint32_t i = 0; i < main->all_count; i++)
        TRY(bytecode_verify(main->all[i], report));
    proto_list_chunk(vm, main);
    *out_main = main;
done:
    return status;
}
