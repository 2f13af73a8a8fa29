/*
 * Fibers. A small one is one record; a deep one is a main record and pieces of its
 * frames and registers, of which those below what ran since are not written again.
 *
 *   piece 0   all but the frames and registers, their counts
 *   1, 3, …   registers 0 … n-1, n … 2n-1, …
 *   2, 4, …   frames    0 … m-1, m … 2m-1, …
 *
 *   frame:    [base - base of the frame before, pc, size]  or, with more parts,
 *             [base - …, pc, size, bits, the parts that `bits` names …]
 */
#include <string.h>

#include "persist/load.h"
#include "vm/bytecode.h"
#include "vm/hook.h"
#include "vm/opcode.h"

/* ---- saving ---- */

static uint32_t larger(uint32_t a, uint32_t b)
{
    return a > b ? a : b;
}

static unsigned frame_parts(const Frame *frame)
{
    return (frame->result != frame->base - 1 ? FRAME_HAS_RESULT : 0u) |
           (frame->want != 1 ? FRAME_HAS_WANT : 0u) |
           (frame->extra ? FRAME_HAS_EXTRA : 0u) | (frame->after ? FRAME_HAS_AFTER : 0u) |
           (frame->flags & FRAME_SAVED_FLAGS ? FRAME_HAS_FLAGS : 0u) |
           (frame->aux ? FRAME_HAS_AUX : 0u);
}

static void put_frame(Bytes *out, const Fiber *fiber, const Frame *frame,
                      uint32_t last_base)
{
    unsigned parts = frame_parts(frame);
    unsigned count = (unsigned)__builtin_popcount(parts);
    pack_array(out, parts ? 4 + count : 3);
    pack_unsigned(out, frame->base - last_base);
    pack_unsigned(out, frame_step(fiber, frame));
    pack_unsigned(out, frame->size);
    if (!parts) return;
    pack_unsigned(out, parts);
    if (parts & FRAME_HAS_RESULT)
        pack_integer(out, (int64_t)frame->result - (int64_t)frame->base);
    if (parts & FRAME_HAS_WANT) pack_integer(out, frame->want);
    if (parts & FRAME_HAS_EXTRA) pack_unsigned(out, frame->extra);
    if (parts & FRAME_HAS_AFTER) pack_unsigned(out, frame->after);
    if (parts & FRAME_HAS_FLAGS) pack_unsigned(out, frame->flags & FRAME_SAVED_FLAGS);
    if (parts & FRAME_HAS_AUX) pack_unsigned(out, frame->aux);
}

/* Bases are stored as distances; the first one of a piece from 0. */
static void put_frames(Encoder *encoder, const Fiber *fiber, uint32_t from,
                       uint32_t count)
{
    uint32_t last_base = 0;
    pack_array(encoder->out, count);
    for (uint32_t i = from; i < from + count; i++) {
        put_frame(encoder->out, fiber, &fiber->frames[i], last_base);
        last_base = fiber->frames[i].base;
    }
}

static void put_slots(Encoder *encoder, const Fiber *fiber, uint32_t from, uint32_t count)
{
    pack_array(encoder->out, count);
    for (uint32_t i = from; i < from + count; i++)
        encode_value(encoder, fiber->stack[i]);
}

/* Open results are in use between two instructions of an interrupted Lua frame. */
static uint32_t open_top(const Fiber *fiber)
{
    if (fiber->wait != WAIT_NONE || fiber->frame_count == 0) return 0;
    const Frame *frame = &fiber->frames[fiber->frame_count - 1];
    const Value callee = fiber->stack[frame->base - 1];
    uint32_t first;
    if ((frame->flags & FRAME_NATIVE) || callee.tag != TAG_CLOSURE) return 0;
    const Proto *proto = ((const Closure *)callee.as.object)->proto;
    return bytecode_uses_top(proto, frame_pc(fiber, frame), &first) ? fiber->top : 0;
}

static uint32_t saved_slots(const Fiber *fiber)
{
    uint32_t live = fiber_live_slots(fiber);
    uint32_t top = open_top(fiber);
    return live > top ? live : top;
}

/*
 * A dump leaves out what a call that waits finds again nowhere: its arguments, and what
 * stands above them. Below the call all registers are in use.
 */
static uint32_t used_slots(const Fiber *fiber, uint32_t count)
{
    const Frame *frame = fiber->frame_count ? fiber_top_frame(fiber) : NULL;
    bool is_waiting = fiber->wait >= WAIT_VALUES && fiber->wait <= WAIT_WRAP;
    if (!frame || !is_waiting || (frame->flags & FRAME_NATIVE)) return count;
    const uint32_t pc = frame_pc(fiber, frame);
    const Instruction call = pc ? frame->pc[-1].instruction : 0;
    if (!pc || INSTRUCTION_OP(call) != OP_CALL ||
        frame->base + INSTRUCTION_A(call) != fiber->wait_slot)
        return count;
    uint32_t used = fiber->wait_slot + 1; /* tracebacks name the callee */
    if (fiber->open_count)
        used = larger(used, fiber->open->cells[fiber->open_count - 1]->slot + 1);
    if (fiber->closing_count)
        used = larger(used, fiber->closing->slots[fiber->closing_count - 1] + 1);
    return used < count ? used : count;
}

/* A bounded part of a tail of nils is left out. */
static uint32_t without_nil_tail(const Fiber *fiber, uint32_t count)
{
    uint32_t least = count > WIRE_NIL_TAIL_MAX ? count - WIRE_NIL_TAIL_MAX : 0;
    while (count > least && value_is_nil(fiber->stack[count - 1]))
        count--;
    return count;
}

static void put_state(Encoder *encoder, Fiber *fiber)
{
    encode_integer_field(encoder, FIELD_FIBER_STATUS, fiber->status, FIBER_SUSPENDED);
    encode_integer_field(encoder, FIELD_FIBER_WAIT, fiber->wait, WAIT_NONE);
    encode_integer_field(encoder, FIELD_FIBER_UNWINDING, fiber->is_unwinding, 0);
    if (fiber->wait != WAIT_NONE) {
        encode_integer_field(encoder, FIELD_FIBER_WAIT_SLOT, fiber->wait_slot, 0);
        encode_integer_field(encoder, FIELD_FIBER_WAIT_WANT, fiber->wait_want, 1);
        encode_integer_field(encoder, FIELD_FIBER_WAIT_AFTER, fiber->wait_after,
                             AFTER_NONE);
        encode_integer_field(encoder, FIELD_FIBER_WAIT_AUX, fiber->wait_aux, 0);
        encode_integer_field(encoder, FIELD_FIBER_TRANSFER_COUNT, fiber->transfer_count,
                             0);
    }
    encode_integer_field(encoder, FIELD_FIBER_TOP, open_top(fiber), 0);
    encode_value_field(encoder, FIELD_FIBER_ERROR, fiber->error);
    encode_id_field(encoder, FIELD_FIBER_RESUMER, fiber->resumer);
    if (fiber->closing_count) {
        encode_field(encoder, FIELD_FIBER_CLOSING);
        pack_array(encoder->out, fiber->closing_count);
        for (uint32_t i = 0; i < fiber->closing_count; i++)
            pack_unsigned(encoder->out, fiber->closing->slots[i]);
    }
}

enum { HOOK_PARTS = 10 };

static void put_hook(Encoder *encoder, const Hook *hook)
{
    Bytes *out = encoder->out;
    encode_field(encoder, FIELD_FIBER_HOOK);
    pack_array(out, HOOK_PARTS);
    encode_value(encoder, hook->function);
    pack_integer(out, hook->count);
    pack_integer(out, hook->left);
    pack_unsigned(out, hook->depth);
    pack_unsigned(out, hook->line_depth);
    pack_unsigned(out, hook->line_pc);
    pack_unsigned(out, hook->top);
    pack_unsigned(out, hook->mask);
    pack_unsigned(out, hook->stage);
    pack_bool(out, hook->is_running);
}

/* What stands at the end of both kinds of record. */
static void put_tail(Encoder *encoder, const Fiber *fiber)
{
    encode_near_field(encoder, FIELD_FIBER_OWNER, fiber->owner);
    if (fiber->hook) put_hook(encoder, fiber->hook);
}

static uint32_t pieces_for(uint32_t count, uint32_t size)
{
    return count / size + (count % size != 0);
}

/* What the last snapshot does not have: frames and registers from there on. */
static void first_changed(const Fiber *fiber, uint32_t *out_frame, uint32_t *out_slot)
{
    uint32_t frame = fiber->saved_frames;
    if (frame >= fiber->frame_count)
        frame = fiber->frame_count ? fiber->frame_count - 1 : 0;
    *out_frame = frame;
    /* Calls and tail calls of the changed frame used the registers of the one
     * below. */
    *out_slot = frame > 0 ? fiber->frames[frame - 1].base : 0;
}

/* One piece of registers or frames, or its tombstone, if it has to be written. */
static void save_piece(Encoder *encoder, Fiber *fiber, bool is_frames, uint32_t k,
                       uint32_t total, uint32_t first)
{
    const PieceMarks *marks = is_frames ? &fiber->pieces->entries : &fiber->pieces->slots;
    uint32_t size = is_frames ? FIBER_PIECE_FRAMES : FIBER_PIECE_SLOTS;
    uint32_t number = is_frames ? wire_entry_piece(k) : wire_slot_piece(k);
    uint32_t from = k * size;
    if (from >= total) {
        if (k < marks->saved) encode_tombstone(encoder, &fiber->header, number);
        return;
    }
    if (k < marks->saved && from + size <= first && !pieces_is_dirty(marks, k)) return;
    uint32_t count = total - from < size ? total - from : size;
    encode_begin_piece(encoder, &fiber->header, number,
                       is_frames ? WIRE_FIBER_FRAMES : WIRE_FIBER_SLOTS);
    if (is_frames)
        put_frames(encoder, fiber, from, count);
    else
        put_slots(encoder, fiber, from, count);
    encode_end(encoder);
}

static bool reserve_pieces(Encoder *encoder, Fiber *fiber, uint32_t slots)
{
    VM *vm = encoder->vm;
    if (!fiber->pieces) {
        fiber->pieces = pieces_new(vm, 0, 0);
        fiber->saved_frames = 0;
    }
    if (fiber->pieces &&
        pieces_reserve(vm, &fiber->pieces->slots, pieces_for(slots, FIBER_PIECE_SLOTS)) &&
        pieces_reserve(vm, &fiber->pieces->entries,
                       pieces_for(fiber->frame_count, FIBER_PIECE_FRAMES)) &&
        heap_list_push(vm, &encoder->pieced, &fiber->header))
        return true;
    encode_fail(encoder, SPORE_NO_MEMORY);
    return false;
}

static void save_pieces(Encoder *encoder, Fiber *fiber, uint32_t slots)
{
    const Pieces *pieces = fiber->pieces;
    uint32_t frames = fiber->frame_count;
    uint32_t first_frame, first_slot;
    first_changed(fiber, &first_frame, &first_slot);
    encode_begin(encoder, &fiber->header);
    put_state(encoder, fiber);
    encode_integer_field(encoder, FIELD_FIBER_PIECE_FRAMES, FIBER_PIECE_FRAMES, 0);
    encode_integer_field(encoder, FIELD_FIBER_PIECE_SLOTS, FIBER_PIECE_SLOTS, 0);
    encode_integer_field(encoder, FIELD_FIBER_FRAME_COUNT, frames, 0);
    encode_integer_field(encoder, FIELD_FIBER_SLOT_COUNT, slots, 0);
    put_tail(encoder, fiber);
    encode_end(encoder);
    uint32_t slot_pieces =
        larger(pieces_for(slots, FIBER_PIECE_SLOTS), pieces->slots.saved);
    uint32_t frame_pieces =
        larger(pieces_for(frames, FIBER_PIECE_FRAMES), pieces->entries.saved);
    for (uint32_t k = 0; k < larger(slot_pieces, frame_pieces); k++) {
        if (encoder->status != SPORE_OK) return;
        save_piece(encoder, fiber, false, k, slots, first_slot);
        save_piece(encoder, fiber, true, k, frames, first_frame);
    }
}

void fiber_save(Encoder *encoder, Fiber *fiber)
{
    uint32_t slots = saved_slots(fiber);
    bool is_deep = slots > FIBER_PIECE_SLOTS || fiber->frame_count > FIBER_PIECE_FRAMES;
    if (encoder->pickle) slots = used_slots(fiber, slots);
    if (!encoder->pickle && (fiber->pieces || is_deep)) {
        if (reserve_pieces(encoder, fiber, slots)) save_pieces(encoder, fiber, slots);
        return;
    }
    encode_begin(encoder, &fiber->header);
    put_state(encoder, fiber);
    if (fiber->frame_count) {
        encode_field(encoder, FIELD_FIBER_FRAMES);
        put_frames(encoder, fiber, 0, fiber->frame_count);
    }
    uint32_t count = without_nil_tail(fiber, slots);
    if (count) {
        encode_field(encoder, FIELD_FIBER_SLOTS);
        put_slots(encoder, fiber, 0, count);
    }
    put_tail(encoder, fiber);
    encode_end(encoder);
}

void fiber_settle(Fiber *fiber)
{
    pieces_clear(&fiber->pieces->slots);
    pieces_clear(&fiber->pieces->entries);
    fiber->pieces->slots.saved = pieces_for(saved_slots(fiber), FIBER_PIECE_SLOTS);
    fiber->pieces->entries.saved = pieces_for(fiber->frame_count, FIBER_PIECE_FRAMES);
    /* The topmost frame is the one that runs. */
    fiber->saved_frames = fiber->frame_count ? fiber->frame_count - 1 : 0;
    fiber_raise(fiber);
}

/* ---- loading ---- */

typedef struct FiberShape {
    uint32_t piece_frames, piece_slots; /* 0: whole */
    uint32_t frame_count, slot_count;
} FiberShape;

static void take_parts(Cursor *cursor, Frame *frame, unsigned parts)
{
    if (parts & FRAME_HAS_RESULT) {
        int64_t distance = cursor_take_integer(cursor, -FIBER_MAX_SLOTS, FIBER_MAX_SLOTS);
        int64_t result = (int64_t)frame->base + distance;
        frame->result =
            result >= 0 && result <= FIBER_MAX_SLOTS ? (uint32_t)result : FIBER_MAX_SLOTS;
    }
    if (parts & FRAME_HAS_WANT)
        frame->want = (int32_t)cursor_take_integer(cursor, -1, FIBER_MAX_SLOTS);
    if (parts & FRAME_HAS_EXTRA)
        frame->extra = (uint32_t)cursor_take_unsigned(cursor, FIBER_MAX_SLOTS);
    if (parts & FRAME_HAS_AFTER)
        frame->after = (uint8_t)cursor_take_unsigned(cursor, AFTER_COUNT - 1);
    if (parts & FRAME_HAS_FLAGS)
        frame->flags = (uint8_t)cursor_take_unsigned(cursor, FRAME_SAVED_FLAGS);
    if (parts & FRAME_HAS_AUX)
        frame->aux = (uint16_t)cursor_take_unsigned(cursor, UINT16_MAX);
}

static void take_frame(Loader *loader, Cursor *cursor, Frame *frame, uint32_t last_base)
{
    memset(frame, 0, sizeof *frame);
    size_t items = cursor_take_array(cursor);
    uint64_t base = last_base + cursor_take_unsigned(cursor, FIBER_MAX_SLOTS);
    frame->step = cursor_take_unsigned(cursor, UINT32_MAX); /* a pc: see check.c */
    frame->size = (uint32_t)cursor_take_unsigned(cursor, FIBER_MAX_SLOTS);
    unsigned parts = 0;
    if (items > 3)
        parts = (unsigned)cursor_take_unsigned(cursor, (1u << FRAME_PART_COUNT) - 1);
    unsigned expected = parts ? 4 + (unsigned)__builtin_popcount(parts) : 3;
    if (base == 0 || base > FIBER_MAX_SLOTS || items != expected) {
        load_corrupt(loader, "a frame that is not well-formed");
        return;
    }
    frame->base = (uint32_t)base;
    frame->result = frame->base - 1;
    frame->want = 1;
    take_parts(cursor, frame, parts);
}

static void take_frames(Loader *loader, Cursor *cursor, Fiber *fiber, size_t count)
{
    uint32_t last_base = 0;
    for (size_t i = 0; i < count && loader->status == SPORE_OK; i++) {
        Frame *frame = &fiber->frames[fiber->frame_count++];
        take_frame(loader, cursor, frame, last_base);
        last_base = frame->base;
    }
}

/* The count of filled registers stands in stack_soft_limit meanwhile. */
static void take_slots(Loader *loader, Cursor *cursor, Fiber *fiber, size_t count)
{
    for (size_t i = 0; i < count && loader->status == SPORE_OK; i++)
        fiber->stack[fiber->stack_soft_limit++] = load_value(loader, cursor);
}

static bool make_frames(Loader *loader, Fiber *fiber, size_t count)
{
    if (count > FIBER_MAX_FRAMES) load_corrupt(loader, "a fiber with too many frames");
    if (loader->status != SPORE_OK) return false;
    fiber->frames = count > 1 ? load_block(loader, count, sizeof(Frame)) : &fiber->first;
    if (loader->status != SPORE_OK) return false;
    fiber->frame_capacity = count > 1 ? (uint32_t)count : 1;
    return true;
}

/* The highest end of any frame: a caller's registers may reach above its callee's. */
static uint64_t frames_end(const Fiber *fiber)
{
    uint64_t end = 0;
    for (uint32_t i = 0; i < fiber->frame_count; i++) {
        uint64_t frame_end = (uint64_t)fiber->frames[i].base + fiber->frames[i].size;
        if (frame_end > end) end = frame_end;
    }
    return end;
}

static bool make_stack(Loader *loader, Fiber *fiber, uint64_t count)
{
    uint64_t end = frames_end(fiber);
    uint32_t live = end <= FIBER_MAX_SLOTS ? fiber_live_slots(fiber) : 0;
    if (fiber->top > live) live = fiber->top;
    if (live > FIBER_MAX_SLOTS || end > live + FRAME_MAX_REGISTERS || count > live ||
        live > count + WIRE_NIL_TAIL_MAX)
        load_corrupt(loader, "a fiber whose registers do not fit its frames");
    if (loader->status != SPORE_OK) return false;
    uint32_t capacity = live > end ? live : (uint32_t)end;
    if (capacity < FIBER_INITIAL_SLOTS) capacity = FIBER_INITIAL_SLOTS;
    fiber->stack = load_block(loader, capacity, sizeof(Value));
    if (loader->status != SPORE_OK) return false;
    fiber->stack_capacity = capacity;
    for (uint32_t i = (uint32_t)count; i < capacity; i++)
        fiber->stack[i] = VALUE_NIL;
    return true;
}

static void load_closing(Loader *loader, Cursor *cursor, Fiber *fiber)
{
    size_t count = cursor_take_array(cursor);
    for (size_t i = 0; i < count && loader->status == SPORE_OK; i++) {
        uint64_t slot = cursor_take_unsigned(cursor, FIBER_MAX_SLOTS);
        if (!fiber_push_closing(loader->vm, fiber, (uint32_t)slot))
            load_no_memory(loader);
    }
}

static void load_hook(Loader *loader, Cursor *cursor, Fiber *fiber)
{
    fiber->hook = load_block(loader, 1, sizeof *fiber->hook);
    if (!fiber->hook) return;
    Hook *hook = fiber->hook;
    *hook = (Hook){0};
    if (cursor_take_array(cursor) != HOOK_PARTS)
        load_corrupt(loader, "a hook of another size");
    hook->function = load_value(loader, cursor);
    hook->count = cursor_take_integer(cursor, 0, INT64_MAX);
    hook->left = cursor_take_integer(cursor, 0, INT64_MAX);
    hook->depth = (uint32_t)cursor_take_unsigned(cursor, FIBER_MAX_FRAMES);
    hook->line_depth = (uint32_t)cursor_take_unsigned(cursor, UINT32_MAX);
    hook->line_pc = (uint32_t)cursor_take_unsigned(cursor, UINT32_MAX);
    hook->top = (uint32_t)cursor_take_unsigned(cursor, FIBER_MAX_SLOTS);
    hook->mask = (uint8_t)cursor_take_unsigned(cursor, HOOK_ALL);
    hook->stage = (uint8_t)cursor_take_unsigned(cursor, HOOK_STAGES);
    hook->is_running = !value_is_falsy(load_value(loader, cursor));
}

static void load_piece(Loader *loader, const LoadPiece *piece, Fiber *fiber,
                       const FiberShape *shape)
{
    bool is_frames = piece->piece % 2 == 0;
    uint32_t k = (piece->piece - 1) / 2;
    uint32_t size = is_frames ? shape->piece_frames : shape->piece_slots;
    uint32_t done = is_frames ? fiber->frame_count : fiber->stack_soft_limit;
    uint32_t total = is_frames ? shape->frame_count : shape->slot_count;
    if ((uint64_t)k * size != done || done >= total) {
        load_corrupt(loader, "a fiber's piece that does not follow the one before");
        return;
    }
    uint32_t count = total - done < size ? total - done : size;
    Fields fields = load_fields(piece->data, piece->size);
    uint64_t wire = 0;
    if (cursor_take_unsigned(&fields.cursor, FIELD_LIMIT) == FIELD_ANY_KIND)
        wire = cursor_take_unsigned(&fields.cursor, WIRE_LIMIT);
    bool is_right =
        wire == (is_frames ? WIRE_FIBER_FRAMES : WIRE_FIBER_SLOTS) &&
        cursor_take_unsigned(&fields.cursor, FIELD_LIMIT) == FIELD_PIECE_VALUES;
    if (!is_right || fields.left != 2 || cursor_take_array(&fields.cursor) != count) {
        load_corrupt(loader, "a fiber's piece that is not well-formed");
        return;
    }
    if (is_frames)
        take_frames(loader, &fields.cursor, fiber, count);
    else
        take_slots(loader, &fields.cursor, fiber, count);
    load_end(loader, &fields);
}

/* All pieces of frames, or of registers. */
static void load_range(Loader *loader, Fiber *fiber, const FiberShape *shape,
                       bool is_frames)
{
    const LoadEntry *entry = loader->entry;
    for (uint32_t i = 0; i < entry->piece_count && loader->status == SPORE_OK; i++) {
        const LoadPiece *piece = &loader->pieces[entry->piece_start + i];
        if ((piece->piece % 2 == 0) == is_frames) load_piece(loader, piece, fiber, shape);
    }
}

static void load_pieces(Loader *loader, Fiber *fiber, const FiberShape *shape)
{
    const LoadEntry *entry = loader->entry;
    uint64_t bytes = 0;
    for (uint32_t i = 0; i < entry->piece_count; i++)
        bytes += loader->pieces[entry->piece_start + i].size;
    if (!shape->piece_slots || shape->frame_count > bytes || shape->slot_count > bytes) {
        load_corrupt(loader, "a fiber that claims more than its pieces have");
        return;
    }
    if (!make_frames(loader, fiber, shape->frame_count)) return;
    load_range(loader, fiber, shape, true);
    if (loader->status != SPORE_OK || !make_stack(loader, fiber, shape->slot_count))
        return;
    load_range(loader, fiber, shape, false);
    if (fiber->frame_count != shape->frame_count ||
        fiber->stack_soft_limit != shape->slot_count)
        load_corrupt(loader, "a fiber whose pieces are missing");
    bool is_ours = shape->piece_slots == FIBER_PIECE_SLOTS &&
                   shape->piece_frames == FIBER_PIECE_FRAMES;
    uint32_t slots = pieces_for(shape->slot_count, shape->piece_slots);
    uint32_t frames = pieces_for(shape->frame_count, shape->piece_frames);
    fiber->pieces = pieces_new(loader->vm, is_ours ? slots : 0, is_ours ? frames : 0);
    if (!fiber->pieces) {
        load_no_memory(loader);
        return;
    }
    fiber->pieces->slots.saved = slots;
    fiber->pieces->entries.saved = frames;
    fiber->saved_frames = fiber->frame_count ? fiber->frame_count - 1 : 0;
}

static void load_state_field(Loader *loader, Cursor *cursor, int field, Fiber *fiber)
{
    switch (field) {
    case FIELD_FIBER_STATUS:
        fiber->status = (uint8_t)cursor_take_unsigned(cursor, FIBER_DEAD);
        break;
    case FIELD_FIBER_WAIT:
        fiber->wait = (uint8_t)cursor_take_unsigned(cursor, WAIT_ERROR);
        if (fiber->wait != WAIT_NONE) fiber->wait_want = 1;
        break;
    case FIELD_FIBER_UNWINDING:
        fiber->is_unwinding =
            (uint8_t)cursor_take_unsigned(cursor, FIBER_HANDLING | FIBER_CANNOT_YIELD);
        break;
    case FIELD_FIBER_WAIT_SLOT:
        fiber->wait_slot = (uint32_t)cursor_take_unsigned(cursor, FIBER_MAX_SLOTS);
        break;
    case FIELD_FIBER_WAIT_WANT:
        fiber->wait_want = (int32_t)cursor_take_integer(cursor, -1, FIBER_MAX_SLOTS);
        break;
    case FIELD_FIBER_WAIT_AFTER:
        fiber->wait_after = (uint8_t)cursor_take_unsigned(cursor, AFTER_COUNT - 1);
        break;
    case FIELD_FIBER_WAIT_AUX:
        fiber->wait_aux = (uint16_t)cursor_take_unsigned(cursor, UINT16_MAX);
        break;
    case FIELD_FIBER_TRANSFER_COUNT:
        fiber->transfer_count = (uint32_t)cursor_take_unsigned(cursor, FIBER_MAX_SLOTS);
        break;
    case FIELD_FIBER_TOP:
        fiber->top = (uint32_t)cursor_take_unsigned(cursor, FIBER_MAX_SLOTS);
        break;
    case FIELD_FIBER_ERROR: fiber->error = load_value(loader, cursor); break;
    case FIELD_FIBER_RESUMER: fiber->resumer = load_id(loader, cursor, KIND_FIBER); break;
    case FIELD_FIBER_CLOSING: load_closing(loader, cursor, fiber); break;
    default: load_unknown_field(loader); break;
    }
}

static void load_field(Loader *loader, Cursor *cursor, int field, Fiber *fiber,
                       FiberShape *shape)
{
    size_t count;
    switch (field) {
    case FIELD_FIBER_FRAMES:
        count = cursor_take_array(cursor);
        if (make_frames(loader, fiber, count)) take_frames(loader, cursor, fiber, count);
        break;
    case FIELD_FIBER_SLOTS:
        count = cursor_take_array(cursor);
        if (make_stack(loader, fiber, count)) take_slots(loader, cursor, fiber, count);
        break;
    case FIELD_FIBER_PIECE_FRAMES:
        shape->piece_frames = (uint32_t)cursor_take_unsigned(cursor, 1 << 16);
        break;
    case FIELD_FIBER_PIECE_SLOTS:
        shape->piece_slots = (uint32_t)cursor_take_unsigned(cursor, 1 << 16);
        break;
    case FIELD_FIBER_FRAME_COUNT:
        shape->frame_count = (uint32_t)cursor_take_unsigned(cursor, FIBER_MAX_FRAMES);
        break;
    case FIELD_FIBER_SLOT_COUNT:
        shape->slot_count = (uint32_t)cursor_take_unsigned(cursor, FIBER_MAX_SLOTS);
        break;
    case FIELD_FIBER_HOOK: load_hook(loader, cursor, fiber); break;
    case FIELD_FIBER_OWNER: fiber->owner = load_near(loader, cursor, KIND_TASKLET); break;
    default: load_state_field(loader, cursor, field, fiber); break;
    }
}

void fiber_load(Loader *loader, Fiber *fiber)
{
    FiberShape shape = {0};
    Fields fields = load_fields(loader->entry->data, loader->entry->size);
    for (int field; (field = load_next_field(loader, &fields)) >= 0;)
        load_field(loader, &fields.cursor, field, fiber, &shape);
    load_end(loader, &fields);
    if (loader->status != SPORE_OK) return;
    if (shape.piece_frames) {
        if (fiber->frames || fiber->stack)
            load_corrupt(loader, "a fiber that is whole and in pieces");
        else
            load_pieces(loader, fiber, &shape);
    } else if (loader->entry->piece_count || shape.piece_slots) {
        load_corrupt(loader, "pieces of a whole fiber");
    } else if (!fiber->stack) {
        make_stack(loader, fiber, 0);
    }
    if (!fiber->frames && loader->status == SPORE_OK) make_frames(loader, fiber, 0);
    fiber->stack_soft_limit = fiber->stack_capacity;
    if (loader->status == SPORE_OK) fiber_raise(fiber);
}
