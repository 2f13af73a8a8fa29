/*
 * The switch for s390x (the zSeries ELF ABI). General registers go where the ABI wants
 * them: into the 160 bytes that every caller leaves at the end of its frame. A context
 * that does not run has, from its saved r15 upwards, what prepare.c mirrors as a Frame:
 *
 *     0  f8 … f15
 *    64  floating-point control (4 bytes), 4 bytes of nothing
 *    72  the caller's 160 bytes; in them, from 48 on, r6 … r15
 *
 * The floating-point control is written only when it differs.
 */
#define SAVED    72                     /* ours, below the 160 bytes */
#define CONTROL  64
#define GENERAL  (SAVED + 48)           /* of r6 */

        .text

/* void *context_switch(Context *from: r2, const Context *to: r3, void *value: r4) */
        .globl  context_switch
        .hidden context_switch
        .type   context_switch, @function
        .p2align 4
context_switch:
        .cfi_startproc
        stmg    %r6, %r15, 48(%r15)
        .cfi_rel_offset %r6, 48
        .cfi_rel_offset %r7, 56
        .cfi_rel_offset %r8, 64
        .cfi_rel_offset %r9, 72
        .cfi_rel_offset %r10, 80
        .cfi_rel_offset %r11, 88
        .cfi_rel_offset %r12, 96
        .cfi_rel_offset %r13, 104
        .cfi_rel_offset %r14, 112
        .cfi_rel_offset %r15, 120
        lay     %r15, -SAVED(%r15)
        .cfi_adjust_cfa_offset SAVED
        std     %f8, 0(%r15)
        .cfi_rel_offset %f8, 0
        std     %f9, 8(%r15)
        .cfi_rel_offset %f9, 8
        std     %f10, 16(%r15)
        .cfi_rel_offset %f10, 16
        std     %f11, 24(%r15)
        .cfi_rel_offset %f11, 24
        std     %f12, 32(%r15)
        .cfi_rel_offset %f12, 32
        std     %f13, 40(%r15)
        .cfi_rel_offset %f13, 40
        std     %f14, 48(%r15)
        .cfi_rel_offset %f14, 48
        std     %f15, 56(%r15)
        .cfi_rel_offset %f15, 56
        stfpc   CONTROL(%r15)
        lg      %r5, 0(%r3)             /* before the store: from may be to */
        stg     %r15, 0(%r2)
        l       %r0, CONTROL(%r15)

        /* Both stacks look alike here, so the unwind rules hold for the new one. */
        lgr     %r15, %r5
        cl      %r0, CONTROL(%r15)
        je      .Lcontrol_is_right
        lfpc    CONTROL(%r15)
.Lcontrol_is_right:
        ld      %f8, 0(%r15)
        ld      %f9, 8(%r15)
        ld      %f10, 16(%r15)
        ld      %f11, 24(%r15)
        ld      %f12, 32(%r15)
        ld      %f13, 40(%r15)
        ld      %f14, 48(%r15)
        ld      %f15, 56(%r15)
        lmg     %r6, %r15, GENERAL(%r15)
        .cfi_def_cfa %r15, 160
        .cfi_restore %r6
        .cfi_restore %r7
        .cfi_restore %r8
        .cfi_restore %r9
        .cfi_restore %r10
        .cfi_restore %r11
        .cfi_restore %r12
        .cfi_restore %r13
        .cfi_restore %r14
        .cfi_restore %r15
        .cfi_restore %f8
        .cfi_restore %f9
        .cfi_restore %f10
        .cfi_restore %f11
        .cfi_restore %f12
        .cfi_restore %f13
        .cfi_restore %f14
        .cfi_restore %f15
        lgr     %r2, %r4
        br      %r14
        .cfi_endproc
        .size   context_switch, . - context_switch

/*
 * Where a new context goes on: r2 is the value, r6 the entry, r15 has the 160 bytes for
 * it. Unwinding ends here, as there is no return address. The nop is for unwinders, who
 * look for the rules of a return address before it.
 */
        .type   context_begin, @function
        .p2align 4
        .cfi_startproc
        .cfi_undefined %r14
        nop
        .globl  context_begin
        .hidden context_begin
context_begin:
        basr    %r14, %r6
        .2byte  0                       /* an illegal instruction */
        .cfi_endproc
        .size   context_begin, . - context_begin

        .section .note.GNU-stack, "", @progbits
