/*
 * Times switches of C stacks: two contexts that do nothing but switch to each other,
 * by different means in turn. Prints `NAME NS` lines, one for each means and round, NS
 * per switch; the last two are a stack_enter or stack_leave, and a pooled stack's whole
 * life. See switch.py.
 */
#include "arch/stack.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <ucontext.h>

enum { ROUNDS = 15, SWITCHES = 2000000, SLOW_SWITCHES = 100000, STACK_BYTES = 64 << 10 };

typedef struct Means {
    const char *name;
    unsigned switches;
    void (*prepare)(char *memory);
    void (*run)(unsigned pairs);
} Means;

/* ---- ours ---- */

static Context ours;

static void bounce_ours(void *value)
{
    for (;;)
        context_switch(&ours, &ours, value);
}

static void prepare_ours(char *memory)
{
    context_make(&ours, memory, STACK_BYTES, bounce_ours);
}

static void run_ours(unsigned pairs)
{
    while (pairs-- > 0)
        context_switch(&ours, &ours, NULL);
}

/*
 * ---- the least that keeps the ABI: registers, control words, an indirect jump ----
 *
 * In two ways: `compare` loads control words that differ, `load` always does.
 */

#ifdef __x86_64__

#define STORE_CONTROL                                                                    \
    "        stmxcsr -56(%rsp)\n"                                                        \
    "        fnstcw  -52(%rsp)\n"

#define SAVE                                                                             \
    "        pushq   %rbp\n"                                                             \
    "        pushq   %rbx\n"                                                             \
    "        pushq   %r12\n"                                                             \
    "        pushq   %r13\n"                                                             \
    "        pushq   %r14\n"                                                             \
    "        pushq   %r15\n"                                                             \
    "        movq    %rsp, (%rdi)\n"                                                     \
    "        movq    %rsi, %rsp\n"

#define RESTORE                                                                          \
    "        popq    %r15\n"                                                             \
    "        popq    %r14\n"                                                             \
    "        popq    %r13\n"                                                             \
    "        popq    %r12\n"                                                             \
    "        popq    %rbx\n"                                                             \
    "        popq    %rbp\n"                                                             \
    "        popq    %rcx\n"                                                             \
    "        jmp     *%rcx\n"

void minimal_compare(void **from, void *to);
void minimal_load(void **from, void *to);

/* clang-format off */
__asm__(".text\n"
        ".p2align 6\n"
        "minimal_compare:\n"
        STORE_CONTROL
        "        movl    -56(%rsp), %eax\n"
        "        movzwl  -52(%rsp), %ecx\n"
        SAVE
        "        cmpl    -8(%rsp), %eax\n"
        "        jne     2f\n"
        "1:      cmpw    -4(%rsp), %cx\n"
        "        jne     3f\n"
        "4:\n"
        RESTORE
        "2:      ldmxcsr -8(%rsp)\n"
        "        jmp     1b\n"
        "3:      fldcw   -4(%rsp)\n"
        "        jmp     4b\n"
        ".p2align 6\n"
        "minimal_load:\n"
        STORE_CONTROL
        SAVE
        "        ldmxcsr -8(%rsp)\n"
        "        fldcw   -4(%rsp)\n"
        RESTORE);
/* clang-format on */

static void *minimal_main, *minimal_other;

static void prepare_minimal(char *memory, void (*bounce)(void))
{
    void **sp = (void **)(memory + STACK_BYTES) - 9;
    sp[0] = (void *)((uint64_t)0x037f << 32 | 0x1f80);
    sp[7] = (void *)(uintptr_t)bounce;
    minimal_other = &sp[1];
}

static void bounce_compare(void)
{
    for (;;)
        minimal_compare(&minimal_other, minimal_main);
}

static void prepare_compare(char *memory)
{
    prepare_minimal(memory, bounce_compare);
}

static void run_compare(unsigned pairs)
{
    while (pairs-- > 0)
        minimal_compare(&minimal_main, minimal_other);
}

static void bounce_load(void)
{
    for (;;)
        minimal_load(&minimal_other, minimal_main);
}

static void prepare_load(char *memory)
{
    prepare_minimal(memory, bounce_load);
}

static void run_load(unsigned pairs)
{
    while (pairs-- > 0)
        minimal_load(&minimal_main, minimal_other);
}

#endif

/* ---- boost.context, by its C interface ---- */

#ifdef HAS_BOOST

typedef struct Transfer {
    void *context;
    void *data;
} Transfer;

Transfer jump_fcontext(void *to, void *data);
void *make_fcontext(void *top, size_t size, void (*entry)(Transfer from));

static void *boosted;

static void bounce_boost(Transfer from)
{
    for (;;)
        from = jump_fcontext(from.context, NULL);
}

static void prepare_boost(char *memory)
{
    boosted = make_fcontext(memory + STACK_BYTES, STACK_BYTES, bounce_boost);
}

static void run_boost(unsigned pairs)
{
    while (pairs-- > 0)
        boosted = jump_fcontext(boosted, NULL).context;
}

#endif

/* ---- ucontext ---- */

static ucontext_t u_main, u_other;

static void bounce_u(void)
{
    for (;;)
        swapcontext(&u_other, &u_main);
}

static void prepare_u(char *memory)
{
    getcontext(&u_other);
    u_other.uc_stack.ss_sp = memory;
    u_other.uc_stack.ss_size = STACK_BYTES;
    makecontext(&u_other, bounce_u, 0);
}

static void run_u(unsigned pairs)
{
    while (pairs-- > 0)
        swapcontext(&u_main, &u_other);
}

/* ---- pooled stacks ---- */

static StackPool pool;
static Stack *bouncing;

static void bounce_stack(void *value)
{
    for (;;)
        stack_leave(bouncing, value);
}

static void prepare_stack(char *memory)
{
    (void)memory;
    if (!bouncing) bouncing = stack_take(&pool, bounce_stack);
}

static void run_stack(unsigned pairs)
{
    while (pairs-- > 0)
        stack_enter(bouncing, NULL);
}

static void finish_at_once(void *value)
{
    stack_finish(value, NULL);
}

static void prepare_life(char *memory)
{
    (void)memory;
}

/* Two per pair, as all the others. */
static void run_life(unsigned pairs)
{
    for (unsigned i = 0; i < 2 * pairs; i++) {
        Stack *stack = stack_take(&pool, finish_at_once);
        stack_enter(stack, stack);
        stack_give(&pool, stack);
    }
}

static const Means all[] = {
    {"ours", SWITCHES, prepare_ours, run_ours},
#ifdef __x86_64__
    {"compare", SWITCHES, prepare_compare, run_compare},
    {"load", SWITCHES, prepare_load, run_load},
#endif
#ifdef HAS_BOOST
    {"boost", SWITCHES, prepare_boost, run_boost},
#endif
    {"ucontext", SLOW_SWITCHES, prepare_u, run_u},
    {"stack", SWITCHES, prepare_stack, run_stack},
    {"life", SWITCHES, prepare_life, run_life},
};

static double cpu_ns(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e9 + (double)now.tv_nsec;
}

int main(void)
{
    enum { COUNT = sizeof all / sizeof all[0] };
    char *memory = aligned_alloc(64, STACK_BYTES);
    for (int round = 0; round < ROUNDS; round++) {
        for (int i = 0; i < COUNT; i++) {
            all[i].prepare(memory);
            all[i].run(all[i].switches / 20);
            const double started = cpu_ns();
            all[i].run(all[i].switches / 2);
            printf("%s %.3f\n", all[i].name, (cpu_ns() - started) / all[i].switches);
        }
    }
    return 0;
}
