package dev.handfast.crypto;

import org.bouncycastle.math.ec.custom.sec.SecP256R1Field;
import org.bouncycastle.math.ec.custom.sec.SecP384R1Field;
import org.bouncycastle.math.ec.custom.sec.SecP521R1Field;
import org.bouncycastle.math.raw.Nat;

/**
 * Arithmetic modulo the prime of a NIST curve, by bcprov's functions. A number is an array of {@link #words} ints, the least
 * significant first, and below the prime. Results may go where an operand is. The order of the operations in a function is fixed;
 * whether it adds or takes off the prime at its end is a branch that depends on the numbers. Thread-safe.
 */
enum CurveField {
    P256(32) {
        @Override
        void multiply(int[] x, int[] y, int[] product, int[] wide) {
            SecP256R1Field.multiply(x, y, product, wide);
        }

        @Override
        void square(int[] x, int[] square, int[] wide) {
            SecP256R1Field.square(x, square, wide);
        }

        @Override
        void add(int[] x, int[] y, int[] sum) {
            SecP256R1Field.add(x, y, sum);
        }

        @Override
        void subtract(int[] x, int[] y, int[] difference) {
            SecP256R1Field.subtract(x, y, difference);
        }

        @Override
        void invert(int[] x, int[] inverse) {
            SecP256R1Field.inv(x, inverse);
        }
    },
    P384(48) {
        @Override
        void multiply(int[] x, int[] y, int[] product, int[] wide) {
            SecP384R1Field.multiply(x, y, product, wide);
        }

        @Override
        void square(int[] x, int[] square, int[] wide) {
            SecP384R1Field.square(x, square, wide);
        }

        @Override
        void add(int[] x, int[] y, int[] sum) {
            SecP384R1Field.add(x, y, sum);
        }

        @Override
        void subtract(int[] x, int[] y, int[] difference) {
            SecP384R1Field.subtract(x, y, difference);
        }

        @Override
        void invert(int[] x, int[] inverse) {
            SecP384R1Field.inv(x, inverse);
        }
    },
    P521(66) {
        @Override
        void multiply(int[] x, int[] y, int[] product, int[] wide) {
            SecP521R1Field.multiply(x, y, product, wide);
        }

        @Override
        void square(int[] x, int[] square, int[] wide) {
            SecP521R1Field.square(x, square, wide);
        }

        @Override
        void add(int[] x, int[] y, int[] sum) {
            SecP521R1Field.add(x, y, sum);
        }

        @Override
        void subtract(int[] x, int[] y, int[] difference) {
            SecP521R1Field.subtract(x, y, difference);
        }

        @Override
        void invert(int[] x, int[] inverse) {
            SecP521R1Field.inv(x, inverse);
        }
    };

    private final int length;
    private final int words;

    CurveField(int length) {
        this.length = length;
        this.words = (length + 3) / 4;
    }

    /** @param wide as {@link #wide} makes it; holds the product of the operands afterwards */
    abstract void multiply(int[] x, int[] y, int[] product, int[] wide);

    /** @param wide as {@link #wide} makes it; holds the square of the operand afterwards */
    abstract void square(int[] x, int[] square, int[] wide);

    abstract void add(int[] x, int[] y, int[] sum);

    abstract void subtract(int[] x, int[] y, int[] difference);

    /** @param x not zero; in the same time for all others */
    abstract void invert(int[] x, int[] inverse);

    /** Bytes of a number on the wire. */
    int length() {
        return length;
    }

    /** Ints of a number. */
    int words() {
        return words;
    }

    /** A new zero. */
    int[] zero() {
        return new int[words];
    }

    /** Room for a product before it is reduced. */
    int[] wide() {
        return new int[2 * words];
    }

    boolean isZero(int[] x) {
        return Nat.equalToZero(words, x) != 0;
    }

    /** The number in {@link #length} bytes from {@code at} on, the most significant first; it need not be below the prime. */
    int[] decode(byte[] bytes, int at) {
        int[] number = zero();
        for (int i = 0; i < length; i++) {
            number[i / 4] |= (bytes[at + length - 1 - i] & 0xFF) << 8 * (i % 4);
        }
        return number;
    }

    /** Writes {@code x} as {@link #decode} reads it. */
    void encode(int[] x, byte[] bytes, int at) {
        for (int i = 0; i < length; i++) {
            bytes[at + length - 1 - i] = (byte) (x[i / 4] >>> 8 * (i % 4));
        }
    }
}
