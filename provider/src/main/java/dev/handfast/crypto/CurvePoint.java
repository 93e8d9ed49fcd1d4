package dev.handfast.crypto;

import java.util.Arrays;

/**
 * A point of a NIST curve that a calculation changes, in Jacobian coordinates: it stands for (x/z², y/z³), and for infinity if z is
 * zero. Everything is calculated in place, with no object made, and erased by {@link #close}. Not thread-safe.
 */
final class CurvePoint implements Erasable {
    private final CurveField field;
    private final Scratch scratch;
    private final int[] x;
    private final int[] y;
    private final int[] z;

    /** Infinity. */
    CurvePoint(CurveField field) {
        this(field, new Scratch(field));
    }

    private CurvePoint(CurveField field, Scratch scratch) {
        this.field = field;
        this.scratch = scratch;
        this.x = field.zero();
        this.y = field.zero();
        this.z = field.zero();
    }

    /** The same point, to be changed apart from this one; they share what is in between, and so one thread. */
    CurvePoint copy() {
        var copy = new CurvePoint(field, scratch);
        System.arraycopy(x, 0, copy.x, 0, x.length);
        System.arraycopy(y, 0, copy.y, 0, y.length);
        System.arraycopy(z, 0, copy.z, 0, z.length);
        return copy;
    }

    /** The live coordinate; that of the plane after {@link #normalize}. */
    int[] x() {
        return x;
    }

    /** The live coordinate; that of the plane after {@link #normalize}. */
    int[] y() {
        return y;
    }

    boolean isInfinity() {
        return field.isZero(z);
    }

    /** Doubles the point: 4 multiplications and 4 squarings, for any curve with a = -3. No point of these has the order two. */
    void twice() {
        int[] a = scratch.a;
        int[] b = scratch.b;
        int[] c = scratch.c;
        square(z, a);
        field.subtract(x, a, b);
        field.add(x, a, c);
        multiply(b, c, b);
        field.add(b, b, c);
        field.add(b, c, b); // the slope's numerator, 3(x - z²)(x + z²)
        multiply(y, z, z);
        field.add(z, z, z);
        square(y, a);
        multiply(x, a, c);
        fourTimes(c); // 4xy²
        square(b, x);
        field.subtract(x, c, x);
        field.subtract(x, c, x);
        square(a, a);
        fourTimes(a);
        field.add(a, a, a); // 8y⁴
        field.subtract(c, x, y);
        multiply(y, b, y);
        field.subtract(y, a, y);
    }

    /**
     * Adds a point of the plane: 8 multiplications and 3 squarings. The two cases that the formula does not know, infinity and
     * the point itself, are branches; with a secret multiple of a point they come about as often as the secret is guessed.
     */
    void add(int[] otherX, int[] otherY) {
        if (isInfinity()) {
            set(otherX, otherY);
            return;
        }
        int[] a = scratch.a;
        int[] b = scratch.b;
        int[] c = scratch.c;
        int[] d = scratch.d;
        square(z, a);
        multiply(a, otherX, b);
        multiply(a, z, a);
        multiply(a, otherY, a);
        field.subtract(b, x, b); // how far apart they are, sideways
        field.subtract(a, y, a); // and upwards
        if (field.isZero(b) && field.isZero(a)) {
            twice();
            return;
        }
        multiply(z, b, z);
        square(b, c);
        multiply(c, b, d);
        multiply(c, x, c);
        square(a, x);
        field.subtract(x, d, x);
        field.subtract(x, c, x);
        field.subtract(x, c, x);
        multiply(d, y, d);
        field.subtract(c, x, c);
        multiply(c, a, y);
        field.subtract(y, d, y);
    }

    /** Whether {@code candidate} is the point's x in the plane; false at infinity. */
    boolean hasX(int[] candidate) {
        square(z, scratch.a);
        multiply(scratch.a, candidate, scratch.a);
        return !isInfinity() && Arrays.equals(scratch.a, x);
    }

    /** Makes z one. The point is not infinity. */
    void normalize() {
        normalize(this);
    }

    /** Makes each z one, with one inversion for all (Montgomery's trick). None of {@code points} is infinity. */
    static void normalize(CurvePoint... points) {
        CurveField field = points[0].field;
        int[] wide = field.wide();
        int[][] products = new int[points.length][]; // of the z of all before
        int[] product = one(field);
        for (int i = 0; i < points.length; i++) {
            products[i] = product.clone();
            field.multiply(product, points[i].z, product, wide);
        }
        int[] inverse = product;
        field.invert(product, inverse);
        for (int i = points.length - 1; i >= 0; i--) {
            field.multiply(products[i], inverse, products[i], wide);
            field.multiply(inverse, points[i].z, inverse, wide);
            points[i].divide(products[i]);
            Arrays.fill(products[i], 0);
        }
        Arrays.fill(inverse, 0);
        Arrays.fill(wide, 0);
    }

    private void divide(int[] inverse) {
        square(inverse, scratch.a);
        multiply(x, scratch.a, x);
        multiply(scratch.a, inverse, scratch.a);
        multiply(y, scratch.a, y);
        Arrays.fill(z, 0);
        z[0] = 1;
    }

    private void set(int[] planeX, int[] planeY) {
        System.arraycopy(planeX, 0, x, 0, x.length);
        System.arraycopy(planeY, 0, y, 0, y.length);
        Arrays.fill(z, 0);
        z[0] = 1;
    }

    private static int[] one(CurveField field) {
        int[] one = field.zero();
        one[0] = 1;
        return one;
    }

    private void multiply(int[] first, int[] second, int[] product) {
        field.multiply(first, second, product, scratch.wide);
    }

    private void square(int[] number, int[] square) {
        field.square(number, square, scratch.wide);
    }

    private void fourTimes(int[] number) {
        field.add(number, number, number);
        field.add(number, number, number);
    }

    /** Erases the coordinates, and what was in between. */
    @Override
    public void close() {
        Arrays.fill(x, 0);
        Arrays.fill(y, 0);
        Arrays.fill(z, 0);
        scratch.close();
    }

    /** Numbers between two steps. */
    private static final class Scratch implements Erasable {
        private final int[] a;
        private final int[] b;
        private final int[] c;
        private final int[] d;
        private final int[] wide;

        Scratch(CurveField field) {
            this.a = field.zero();
            this.b = field.zero();
            this.c = field.zero();
            this.d = field.zero();
            this.wide = field.wide();
        }

        @Override
        public void close() {
            for (int[] numbers : new int[][] {a, b, c, d, wide}) {
                Arrays.fill(numbers, 0);
            }
        }
    }
}
