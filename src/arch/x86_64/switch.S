/*
 * The switch for x86_64 (System V ABI). A context that does not run has on its stack,
 * from its saved rsp upwards, what prepare.c mirrors as a Frame:
 *
 *    -8  MXCSR (4 bytes), x87 control word (2 bytes), 2 bytes of nothing
 *     0  r15 r14 r13 r12 rbx rbp
 *    48  where it goes on
 *
 * The control words lie in the red zone, which no signal handler touches: an rsp that
 * moves by pushes and pops only is one that the CPU follows for nothing. They are
 * loaded only when they differ: loading both can cost as much as all the rest.
 */

/* Bits of MXCSR that are control; the lower ones are flags, which nobody keeps. */
#define MXCSR_CONTROL 0xffc0
/* From the saved rsp. */
#define CONTROL (-8)

        .text

/* void *context_switch(Context *from: rdi, const Context *to: rsi, void *value: rdx) */
        .globl  context_switch
        .hidden context_switch
        .type   context_switch, @function
        .p2align 6
context_switch:
        .cfi_startproc
        endbr64
        stmxcsr CONTROL - 48(%rsp)
        fnstcw  CONTROL - 48 + 4(%rsp)
        movq    (%rsi), %rax            /* before the store: from may be to */
        movl    CONTROL - 48(%rsp), %ecx
        movzwl  CONTROL - 48 + 4(%rsp), %r8d
        pushq   %rbp
        .cfi_adjust_cfa_offset 8
        .cfi_rel_offset %rbp, 0
        pushq   %rbx
        .cfi_adjust_cfa_offset 8
        .cfi_rel_offset %rbx, 0
        pushq   %r12
        .cfi_adjust_cfa_offset 8
        .cfi_rel_offset %r12, 0
        pushq   %r13
        .cfi_adjust_cfa_offset 8
        .cfi_rel_offset %r13, 0
        pushq   %r14
        .cfi_adjust_cfa_offset 8
        .cfi_rel_offset %r14, 0
        pushq   %r15
        .cfi_adjust_cfa_offset 8
        .cfi_rel_offset %r15, 0
        movq    %rsp, (%rdi)

        /* Both stacks look alike here, so the unwind rules hold for the new one. */
        movq    %rax, %rsp
        xorl    CONTROL(%rax), %ecx
        testl   $MXCSR_CONTROL, %ecx
        jne     .Lload_mxcsr
.Lmxcsr_is_right:
        cmpw    CONTROL + 4(%rax), %r8w
        jne     .Lload_x87
.Lx87_is_right:
        .cfi_remember_state
        popq    %r15
        .cfi_adjust_cfa_offset -8
        .cfi_restore %r15
        popq    %r14
        .cfi_adjust_cfa_offset -8
        .cfi_restore %r14
        popq    %r13
        .cfi_adjust_cfa_offset -8
        .cfi_restore %r13
        popq    %r12
        .cfi_adjust_cfa_offset -8
        .cfi_restore %r12
        popq    %rbx
        .cfi_adjust_cfa_offset -8
        .cfi_restore %rbx
        popq    %rbp
        .cfi_adjust_cfa_offset -8
        .cfi_restore %rbp
        movq    %rdx, %rax
        popq    %rcx
        .cfi_adjust_cfa_offset -8
        .cfi_register %rip, %rcx
        jmp     *%rcx

        .cfi_restore_state
.Lload_mxcsr:
        ldmxcsr CONTROL(%rax)
        jmp     .Lmxcsr_is_right
.Lload_x87:
        fldcw   CONTROL + 4(%rax)
        jmp     .Lx87_is_right
        .cfi_endproc
        .size   context_switch, . - context_switch

/*
 * Where a new context goes on: rax is the value, rbx the entry, rsp a multiple of 16.
 * Unwinding ends here, as there is no return address. The nop is for unwinders, who
 * look for the rules of a return address one byte before it.
 */
        .type   context_begin, @function
        .p2align 4
        .cfi_startproc
        .cfi_undefined %rip
        .cfi_def_cfa %rsp, 0
        nop
        .globl  context_begin
        .hidden context_begin
context_begin:
        endbr64
        movq    %rax, %rdi
        callq   *%rbx
        ud2
        .cfi_endproc
        .size   context_begin, . - context_begin

/* Indirect branches may be tracked (IBT); a shadow stack (SHSTK) would not match. */
        .section .note.gnu.property, "a"
        .p2align 3
        .long   4, 16, 5                /* sizes of name and body, NT_GNU_PROPERTY_TYPE_0 */
        .asciz  "GNU"
        .long   0xc0000002, 4, 1, 0     /* GNU_PROPERTY_X86_FEATURE_1_AND: IBT */

        .section .note.GNU-stack, "", @progbits
