/*
 * The switch for aarch64 (AAPCS64). A context that does not run has on its stack, from
 * its saved sp upwards, what prepare.c mirrors as a Frame:
 *
 *     0  FPCR, 8 bytes of nothing
 *    16  x19 … x28
 *    96  x29, x30: frame pointer, where it goes on
 *   112  d8 … d15
 *
 * FPCR is written only when it differs: that may drain the pipeline. BTI is not
 * claimed, so a jump may go to behind a call.
 */
#define FRAME_SIZE 176

        .text

/* void *context_switch(Context *from: x0, const Context *to: x1, void *value: x2) */
        .globl  context_switch
        .hidden context_switch
        .type   context_switch, %function
        .p2align 4
context_switch:
        .cfi_startproc
        sub     sp, sp, #FRAME_SIZE
        .cfi_adjust_cfa_offset FRAME_SIZE
        stp     x19, x20, [sp, #16]
        .cfi_rel_offset x19, 16
        .cfi_rel_offset x20, 24
        stp     x21, x22, [sp, #32]
        .cfi_rel_offset x21, 32
        .cfi_rel_offset x22, 40
        stp     x23, x24, [sp, #48]
        .cfi_rel_offset x23, 48
        .cfi_rel_offset x24, 56
        stp     x25, x26, [sp, #64]
        .cfi_rel_offset x25, 64
        .cfi_rel_offset x26, 72
        stp     x27, x28, [sp, #80]
        .cfi_rel_offset x27, 80
        .cfi_rel_offset x28, 88
        stp     x29, x30, [sp, #96]
        .cfi_rel_offset x29, 96
        .cfi_rel_offset x30, 104
        stp     d8, d9, [sp, #112]
        .cfi_rel_offset d8, 112
        .cfi_rel_offset d9, 120
        stp     d10, d11, [sp, #128]
        .cfi_rel_offset d10, 128
        .cfi_rel_offset d11, 136
        stp     d12, d13, [sp, #144]
        .cfi_rel_offset d12, 144
        .cfi_rel_offset d13, 152
        stp     d14, d15, [sp, #160]
        .cfi_rel_offset d14, 160
        .cfi_rel_offset d15, 168
        mrs     x3, fpcr
        str     x3, [sp]
        ldr     x4, [x1]                /* before the store: from may be to */
        mov     x5, sp
        str     x5, [x0]

        /* Both stacks look alike here, so the unwind rules hold for the new one. */
        mov     sp, x4
        ldr     x5, [sp]
        cmp     x5, x3
        b.eq    .Lfpcr_is_right
        msr     fpcr, x5
.Lfpcr_is_right:
        ldp     x19, x20, [sp, #16]
        ldp     x21, x22, [sp, #32]
        ldp     x23, x24, [sp, #48]
        ldp     x25, x26, [sp, #64]
        ldp     x27, x28, [sp, #80]
        ldp     x29, x30, [sp, #96]
        ldp     d8, d9, [sp, #112]
        ldp     d10, d11, [sp, #128]
        ldp     d12, d13, [sp, #144]
        ldp     d14, d15, [sp, #160]
        add     sp, sp, #FRAME_SIZE
        .cfi_def_cfa sp, 0
        .cfi_restore x19
        .cfi_restore x20
        .cfi_restore x21
        .cfi_restore x22
        .cfi_restore x23
        .cfi_restore x24
        .cfi_restore x25
        .cfi_restore x26
        .cfi_restore x27
        .cfi_restore x28
        .cfi_restore x29
        .cfi_restore x30
        .cfi_restore d8
        .cfi_restore d9
        .cfi_restore d10
        .cfi_restore d11
        .cfi_restore d12
        .cfi_restore d13
        .cfi_restore d14
        .cfi_restore d15
        mov     x0, x2
        br      x30
        .cfi_endproc
        .size   context_switch, . - context_switch

/*
 * Where a new context goes on: x0 is the value, x19 the entry, sp a multiple of 16.
 * Unwinding ends here, as there is no return address. The nop is for unwinders, who
 * look for the rules of a return address before it.
 */
        .type   context_begin, %function
        .p2align 4
        .cfi_startproc
        .cfi_undefined x30
        nop
        .globl  context_begin
        .hidden context_begin
context_begin:
        blr     x19
        brk     #0
        .cfi_endproc
        .size   context_begin, . - context_begin

        .section .note.GNU-stack, "", %progbits
