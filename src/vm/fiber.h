/*
 * A fiber: a stack of registers and a stack of frames, as plain data. A
 * coroutine and a tasklet each own one. Frames hold slot numbers, and no address
 * but that of an instruction, so a fiber is saved by walking two arrays.
 *
 *   stack:  | callee | r0 r1 r2 …        | callee | r0 r1 …      |
 *             ^base-1  ^base                ^base-1  ^base
 *   frames: [0] base,pc,size …            [1] base,pc,size …
 *
 * A callee's frame starts in its caller's registers (arguments are passed in
 * place). Slots from 0 to the end of the last frame are live and scanned;
 * slots above may hold stale values that the collector clears.
 */
#pragma once

#include "vm/function.h"
#include "vm/heap.h"
#include "vm/limits.h"
#include "vm/pieces.h"

/* What the caller's interrupted instruction still has to do after a return. */
typedef enum After {
    AFTER_NONE = 0,
    AFTER_TEST,        /* a comparison: its truth decides the jump that follows */
    AFTER_CONCAT,      /* go on with `aux` operands left */
    AFTER_REDO,        /* run the instruction before pc again (CLOSE) */
    AFTER_RETURN,      /* RETURN with to-be-closed variables: run it again with
                          the open results ending at this frame's callee slot */
    AFTER_UNWIND,      /* a __close during an error: go on unwinding; the error
                          stands in the slot below the call */
    AFTER_HANDLER,     /* xpcall's message handler returned: unwind with its value */
    AFTER_FINALIZER,   /* a __gc call from a safepoint: drop the result */
    AFTER_CLOSE_FIBER, /* coroutine.close or kill: go on closing */
    AFTER_TAIL,        /* TAILCALL of a native: return its results (pc is after it) */
    AFTER_TEST_NOT,    /* as AFTER_TEST, with the opposite of the result */
    AFTER_HOOK,        /* a hook's function: go on where it was called */
    AFTER_COUNT
} After;

enum {
    FRAME_NATIVE = 1 << 0,  /* a resumable native; pc is its step number */
    FRAME_TAIL = 1 << 1,    /* entered by a tail call */
    FRAME_CATCHES = 1 << 2, /* an error stops here (pcall and the like) */
    /* A Lua frame whose results go to registers of a Lua frame, and nothing else is
     * due: RETURN takes the shortest way. Never in the frame at low_water. */
    FRAME_PLAIN = 1 << 3,
    FRAME_HOOKED = 1 << 4,   /* a hook was told of its call; see hook.h */
    FRAME_RETURNED = 1 << 5, /* a native that is done: its results are its registers,
                                `extra` of them; a hook is told */
    FRAME_SAVED_FLAGS =
        FRAME_NATIVE | FRAME_TAIL | FRAME_CATCHES | FRAME_HOOKED | FRAME_RETURNED
};

typedef struct Hook Hook;

typedef struct Frame {
    union {
        const CodeWord *pc; /* Lua: the next instruction */
        uint64_t step;      /* native: its step number */
    };
    uint32_t base;   /* slot of register 0; the callee stands at base - 1 */
    uint32_t size;   /* live registers: slots base … base + size - 1 */
    uint32_t result; /* slot of the first result */
    uint32_t extra;  /* Lua: count of varargs, below base - 1; native: arguments */
    int32_t want;    /* results that the caller takes; -1: all */
    uint8_t after;   /* After */
    uint8_t flags;
    uint16_t aux; /* operand of `after` */
} Frame;

_Static_assert(sizeof(Frame) == 32, "frame record");

typedef enum FiberStatus {
    FIBER_SUSPENDED = 0, /* not started, or in a yield, or not scheduled */
    FIBER_RUNNING = 1,
    FIBER_NORMAL = 2, /* has resumed another one */
    FIBER_DEAD = 3
} FiberStatus;

enum {
    FIBER_HANDLING = 1,   /* a message handler may use the last frames and slots */
    FIBER_CLOSING = 2,    /* coroutine.close: all frames are gone */
    FIBER_FINALIZING = 4, /* runs finalizers above some frame */
    FIBER_CANNOT_YIELD = FIBER_CLOSING | FIBER_FINALIZING
};

/* What a fiber that is not running expects when it is switched to. */
typedef enum FiberWait {
    WAIT_NONE = 0,   /* goes on at its pc: it was pre-empted at a safepoint */
    WAIT_START = 1,  /* stack: function, arguments (transfer_count of them) */
    WAIT_VALUES = 2, /* a native's results, to come by fiber_deliver() */
    WAIT_RESUME = 3, /* the same, of coroutine.resume: `true` comes before */
    WAIT_WRAP = 4,   /* the same, of a coroutine.wrap function */
    WAIT_READY = 5,  /* values were delivered: transfer_count at wait_slot */
    WAIT_ERROR = 6   /* fiber->error is to be raised */
} FiberWait;

/* What most fibers do not have is allocated with its first element. */
typedef struct OpenCells {
    uint32_t capacity;
    Upvalue *cells[];
} OpenCells;

typedef struct ClosingSlots {
    uint32_t capacity;
    uint32_t slots[];
} ClosingSlots;

enum { FIBER_DEPTH_MASK = (1 << 15) - 1 };

struct Fiber {
    Object header;
    Value *stack;
    Frame *frames;
    uint32_t stack_capacity;
    uint32_t stack_soft_limit; /* slots used since they were cleared; nil above; not
                                  below the end of any frame */
    uint32_t frame_count;
    uint32_t frame_capacity;
    uint32_t top;           /* end of open results; only between two instructions */
    uint32_t low_water;     /* fiber_lower() is due when frame_count <= this */
    uint32_t saved_frames;  /* frames below are as the last snapshot has them, and
                               so are the slots below frames[saved_frames].base - 1 */
    uint32_t scanned_slots; /* slots below were scanned by the running mark */
    uint8_t status;         /* FiberStatus */
    uint8_t wait;           /* FiberWait */
    uint8_t is_unwinding;   /* bits FIBER_HANDLING, … */
    uint8_t wait_after;     /* After of the instruction that waits for values */
    uint16_t wait_aux;      /* its operand */
    uint16_t depth : 15;    /* how many resumers there are below; only while it has one */
    uint16_t is_closer : 1; /* vm->closers lists it */
    uint32_t wait_slot;     /* where delivered values go */
    int32_t wait_want;      /* how many the instruction takes; -1: all */
    uint32_t transfer_count;
    uint32_t open_count;
    uint32_t scanned_open; /* open upvalues that the running mark has scanned */
    uint32_t closing_count;
    OpenCells *open;       /* open upvalues, by ascending slot; or NULL */
    ClosingSlots *closing; /* to-be-closed variables, ascending; or NULL */
    Value error;           /* WAIT_ERROR: to be raised; dead: what of; else nil */
    Fiber *resumer;        /* who resumed this one, or NULL */
    Object *owner;         /* the Tasklet whose root fiber it is, or NULL */
    Pieces *pieces;        /* dirty marks of a fiber saved in pieces, or NULL */
    Hook *hook;            /* of debug.sethook, or NULL */
    Frame first;           /* `frames`, while one is enough */
};

_Static_assert(sizeof(Fiber) <= 192, "a job may have a million fibers");
_Static_assert((int)FIBER_MAX_DEPTH <= (int)FIBER_DEPTH_MASK, "depth");

/*
 * A suspended fiber that will call `function` with `count` arguments (WAIT_START).
 * NULL: out of memory.
 */
Fiber *fiber_new(VM *vm, Value function, const Value *args, uint32_t count);
void fiber_free(VM *vm, Fiber *fiber);
/* It is dead: its stack and frames are given back before it is collected. */
void fiber_shed(VM *vm, Fiber *fiber);

static inline Frame *fiber_top_frame(const Fiber *fiber)
{
    return &fiber->frames[fiber->frame_count - 1];
}

/* The function of a Lua frame. */
static inline Closure *frame_closure(const Fiber *fiber, const Frame *frame)
{
    return (Closure *)fiber->stack[frame->base - 1].as.object;
}

/* Index of a Lua frame's next instruction. */
static inline uint32_t frame_pc(const Fiber *fiber, const Frame *frame)
{
    return (uint32_t)(frame->pc - frame_closure(fiber, frame)->proto->code);
}

/* The same, or a native frame's step: what is stored. */
static inline uint32_t frame_step(const Fiber *fiber, const Frame *frame)
{
    return frame->flags & FRAME_NATIVE ? (uint32_t)frame->step : frame_pc(fiber, frame);
}

/* Index of the instruction that a Lua frame is in, while a call goes on there. */
static inline uint32_t frame_current_pc(const Fiber *fiber, const Frame *frame)
{
    uint32_t pc = frame_pc(fiber, frame);
    return pc ? pc - 1 : 0;
}

/* Slots 0 … n-1 are live: the end of the last frame, or of waiting values. */
uint32_t fiber_live_slots(const Fiber *fiber);

/*
 * Room for `count` slots above `from`. May move the stack: reload every pointer.
 * false: a "stack overflow" error (or out of memory) is set in vm.
 */
bool fiber_reserve(VM *vm, Fiber *fiber, uint32_t from, uint32_t count);

/* A new zeroed frame on top, not yet filled in. NULL: as fiber_reserve. */
Frame *fiber_push_frame(VM *vm, Fiber *fiber);

/* No message handler runs any longer: its reserve is out of bounds again. */
void fiber_end_handling(VM *vm, Fiber *fiber);

/*
 * Hands values to a fiber that waits (WAIT_VALUES, _RESUME, _WRAP, _START): they
 * are copied into its stack and it becomes WAIT_READY (WAIT_START: more
 * arguments). The values may lie in another fiber's stack, not in this one's.
 * Passes the write barrier. false: out of memory or stack overflow.
 */
bool fiber_deliver(VM *vm, Fiber *fiber, const Value *values, uint32_t count);
/* Makes a waiting fiber raise `error` when it is next switched to. */
void fiber_deliver_error(VM *vm, Fiber *fiber, Value error);

/* The cell over a slot, made if there is none. NULL: out of memory. */
Upvalue *fiber_open_upvalue(VM *vm, Fiber *fiber, uint32_t slot);
/* Room for `count` open upvalues in all. false: out of memory. */
bool fiber_reserve_open(VM *vm, Fiber *fiber, uint32_t count);
/* Closes every cell over slots >= from. */
void fiber_close_upvalues(VM *vm, Fiber *fiber, uint32_t from);

/* Notes that the variable in `slot`, above all noted ones, is to be closed. false: out
 * of memory. */
bool fiber_push_closing(VM *vm, Fiber *fiber, uint32_t slot);

static inline bool fiber_is_too_deep(const Fiber *resumer)
{
    return resumer->resumer && resumer->depth >= FIBER_MAX_DEPTH;
}

static inline void fiber_set_resumer(VM *vm, Fiber *fiber, Fiber *resumer)
{
    fiber->resumer = resumer;
    fiber->depth = (resumer->resumer ? resumer->depth + 1u : 1u) & FIBER_DEPTH_MASK;
    heap_barrier(vm, fiber, value_object(TAG_COROUTINE, resumer));
}

/* Assigns to the variable of a cell, open or closed, with the barrier. */
static inline void upvalue_set(VM *vm, Upvalue *cell, Value v)
{
    value_copy(cell->location, &v);
    if (!cell->fiber)
        heap_barrier(vm, cell, v);
    else if (cell->fiber->header.flags & OBJECT_WATCHED)
        heap_barrier_stack_slow(vm, &cell->fiber->header, cell->slot, v);
}

/* Assigns to a register of a fiber that runs or not, with the barrier. */
static inline void fiber_set_slot(VM *vm, Fiber *fiber, uint32_t slot, Value v)
{
    fiber->stack[slot] = v;
    if (fiber->header.flags & OBJECT_WATCHED)
        heap_barrier_stack_slow(vm, &fiber->header, slot, v);
}

/*
 * Slots from here on may change while the top frame runs: its own registers, and
 * those of the frame below in which its arguments stand, which a tail call uses.
 */
static inline uint32_t fiber_top_start(const Fiber *fiber)
{
    return fiber->frame_count > 1 ? fiber->frames[fiber->frame_count - 2].base : 0;
}

/*
 * The low-water mark. Frames below the one that runs, and their registers, do
 * not change until a return reaches them; so the collector and the saver need
 * not look again at what they have seen below. Called after a return when
 * frame_count <= low_water: takes back what they believe to know.
 */
static inline void fiber_lower(Fiber *fiber)
{
    uint32_t count = fiber->frame_count;
    uint32_t top = count ? count - 1 : 0;
    if (fiber->saved_frames > top) fiber->saved_frames = top;
    if (fiber->scanned_slots) {
        uint32_t start = fiber_top_start(fiber);
        if (fiber->scanned_slots > start) fiber->scanned_slots = start;
    }
    fiber->low_water = top;
    if (count) fiber->frames[top].flags &= (uint8_t)~FRAME_PLAIN;
}

/* Raises low_water after saved_frames or scanned_slots were raised. */
void fiber_raise(Fiber *fiber);
