/*
 * The switch for riscv64 (the standard ABI, lp64d). A context that does not run has on
 * its stack, from its saved sp upwards, what prepare.c mirrors as a Frame:
 *
 *     0  rounding mode (frm)
 *     8  ra: where it goes on
 *    16  s0 … s11
 *   112  fs0 … fs11
 *
 * The rounding mode is written only when it differs. The jump at the end is by t1: a
 * jump by ra would be a return.
 */
#ifndef __riscv_float_abi_double
#error "the ABI is not lp64d: configure with -DSPORE_UCONTEXT=ON"
#endif

#define FRAME_SIZE 208

        .text

/* void *context_switch(Context *from: a0, const Context *to: a1, void *value: a2) */
        .globl  context_switch
        .hidden context_switch
        .type   context_switch, @function
        .p2align 2
context_switch:
        .cfi_startproc
        addi    sp, sp, -FRAME_SIZE
        .cfi_adjust_cfa_offset FRAME_SIZE
        sd      ra, 8(sp)
        .cfi_rel_offset ra, 8
        sd      s0, 16(sp)
        .cfi_rel_offset s0, 16
        sd      s1, 24(sp)
        .cfi_rel_offset s1, 24
        sd      s2, 32(sp)
        .cfi_rel_offset s2, 32
        sd      s3, 40(sp)
        .cfi_rel_offset s3, 40
        sd      s4, 48(sp)
        .cfi_rel_offset s4, 48
        sd      s5, 56(sp)
        .cfi_rel_offset s5, 56
        sd      s6, 64(sp)
        .cfi_rel_offset s6, 64
        sd      s7, 72(sp)
        .cfi_rel_offset s7, 72
        sd      s8, 80(sp)
        .cfi_rel_offset s8, 80
        sd      s9, 88(sp)
        .cfi_rel_offset s9, 88
        sd      s10, 96(sp)
        .cfi_rel_offset s10, 96
        sd      s11, 104(sp)
        .cfi_rel_offset s11, 104
        fsd     fs0, 112(sp)
        .cfi_rel_offset fs0, 112
        fsd     fs1, 120(sp)
        .cfi_rel_offset fs1, 120
        fsd     fs2, 128(sp)
        .cfi_rel_offset fs2, 128
        fsd     fs3, 136(sp)
        .cfi_rel_offset fs3, 136
        fsd     fs4, 144(sp)
        .cfi_rel_offset fs4, 144
        fsd     fs5, 152(sp)
        .cfi_rel_offset fs5, 152
        fsd     fs6, 160(sp)
        .cfi_rel_offset fs6, 160
        fsd     fs7, 168(sp)
        .cfi_rel_offset fs7, 168
        fsd     fs8, 176(sp)
        .cfi_rel_offset fs8, 176
        fsd     fs9, 184(sp)
        .cfi_rel_offset fs9, 184
        fsd     fs10, 192(sp)
        .cfi_rel_offset fs10, 192
        fsd     fs11, 200(sp)
        .cfi_rel_offset fs11, 200
        frrm    t0
        sd      t0, 0(sp)
        ld      t2, 0(a1)               /* before the store: from may be to */
        sd      sp, 0(a0)

        /* Both stacks look alike here, so the unwind rules hold for the new one. */
        mv      sp, t2
        ld      t2, 0(sp)
        beq     t0, t2, .Lrounding_is_right
        fsrm    t2
.Lrounding_is_right:
        ld      t1, 8(sp)
        ld      s0, 16(sp)
        ld      s1, 24(sp)
        ld      s2, 32(sp)
        ld      s3, 40(sp)
        ld      s4, 48(sp)
        ld      s5, 56(sp)
        ld      s6, 64(sp)
        ld      s7, 72(sp)
        ld      s8, 80(sp)
        ld      s9, 88(sp)
        ld      s10, 96(sp)
        ld      s11, 104(sp)
        fld     fs0, 112(sp)
        fld     fs1, 120(sp)
        fld     fs2, 128(sp)
        fld     fs3, 136(sp)
        fld     fs4, 144(sp)
        fld     fs5, 152(sp)
        fld     fs6, 160(sp)
        fld     fs7, 168(sp)
        fld     fs8, 176(sp)
        fld     fs9, 184(sp)
        fld     fs10, 192(sp)
        fld     fs11, 200(sp)
        addi    sp, sp, FRAME_SIZE
        .cfi_def_cfa sp, 0
        .cfi_restore s0
        .cfi_restore s1
        .cfi_restore s2
        .cfi_restore s3
        .cfi_restore s4
        .cfi_restore s5
        .cfi_restore s6
        .cfi_restore s7
        .cfi_restore s8
        .cfi_restore s9
        .cfi_restore s10
        .cfi_restore s11
        .cfi_restore fs0
        .cfi_restore fs1
        .cfi_restore fs2
        .cfi_restore fs3
        .cfi_restore fs4
        .cfi_restore fs5
        .cfi_restore fs6
        .cfi_restore fs7
        .cfi_restore fs8
        .cfi_restore fs9
        .cfi_restore fs10
        .cfi_restore fs11
        .cfi_register ra, t1
        mv      a0, a2
        jr      t1
        .cfi_endproc
        .size   context_switch, . - context_switch

/*
 * Where a new context goes on: a0 is the value, s1 the entry, sp a multiple of 16.
 * Unwinding ends here, as there is no return address. The nop is for unwinders, who
 * look for the rules of a return address before it.
 */
        .type   context_begin, @function
        .p2align 2
        .cfi_startproc
        .cfi_undefined ra
        nop
        .globl  context_begin
        .hidden context_begin
context_begin:
        jalr    s1
        unimp
        .cfi_endproc
        .size   context_begin, . - context_begin

        .section .note.GNU-stack, "", @progbits
