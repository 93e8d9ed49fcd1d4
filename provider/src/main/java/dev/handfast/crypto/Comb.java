package dev.handfast.crypto;

import java.util.Arrays;

/**
 * Multiples of one point, by the fixed-base comb (Lim and Lee, CRYPTO '94): the bits of the multiplier are read as the columns of
 * {@code width} rows, and a table has what each column adds. Every entry has the point itself added once, so that none is
 * infinity; what that makes too much is taken off at the end. Immutable, thread-safe.
 */
final class Comb {
    private final CurveField field;
    private final int width;
    private final int columns;

    /** x and y of each entry, one behind the other. */
    private final int[] table;

    private final int[] correctionX;
    private final int[] correctionY;

    /**
     * Works the table out.
     *
     * @param bits of the longest multiplier
     * @param width rows; the table has 2 to the power of them entries
     */
    Comb(CurveField field, int bits, int[] x, int[] y, int width) {
        this.field = field;
        this.width = width;
        this.columns = (bits + width - 1) / width;
        CurvePoint[] rows = rows(x, y);
        CurvePoint[] entries = entries(rows);
        this.table = new int[2 * field.words() << width];
        for (int i = 0; i < 1 << width; i++) {
            System.arraycopy(entries[i].x(), 0, table, 2 * i * field.words(), field.words());
            System.arraycopy(entries[i].y(), 0, table, (2 * i + 1) * field.words(), field.words());
        }
        this.correctionX = entries[1 << width].x();
        this.correctionY = entries[1 << width].y();
    }

    /** The point, and what a bit of each further row stands for. */
    private CurvePoint[] rows(int[] x, int[] y) {
        var rows = new CurvePoint[width];
        rows[0] = new CurvePoint(field);
        rows[0].add(x, y);
        for (int row = 1; row < width; row++) {
            rows[row] = rows[row - 1].copy();
            for (int i = 0; i < columns; i++) {
                rows[row].twice();
            }
        }
        CurvePoint.normalize(rows);
        return rows;
    }

    /** The entries, and last the correction: what is added once too much in each column makes 2^columns - 1 points. */
    private CurvePoint[] entries(CurvePoint[] rows) {
        int count = 1 << width;
        var entries = new CurvePoint[count + 1];
        entries[0] = rows[0];
        for (int row = width - 1; row >= 0; row--) {
            int step = 1 << row;
            for (int i = step; i < count; i += 2 * step) {
                entries[i] = entries[i - step].copy();
                entries[i].add(rows[row].x(), rows[row].y());
            }
        }
        int[] negative = field.zero();
        field.subtract(negative, rows[1].y(), negative);
        entries[count] = rows[0].copy();
        entries[count].add(rows[1].x(), negative);
        CurvePoint.normalize(entries);
        return entries;
    }

    /**
     * The {@code multiplier}-fold of the point. Which operations that takes and which memory they touch depends on nothing but
     * the curve: every column reads the whole table.
     *
     * @param multiplier not zero, and below the order of the point; the least significant int first
     */
    CurvePoint multiply(int[] multiplier) {
        var sum = new CurvePoint(field);
        int[] x = field.zero();
        int[] y = field.zero();
        for (int column = columns - 1; column >= 0; column--) {
            sum.twice();
            select(entry(multiplier, column), x, y);
            sum.add(x, y);
        }
        sum.add(correctionX, correctionY);
        Arrays.fill(x, 0);
        Arrays.fill(y, 0);
        return sum;
    }

    /**
     * A multiple of this point and one of {@code other}'s, added up: both combs run over the same doublings. Its time and its
     * memory accesses depend on the multipliers, which are public.
     *
     * @param other of the same curve and width
     */
    CurvePoint sum(int[] multiplier, Comb other, int[] otherMultiplier) {
        var sum = new CurvePoint(field);
        int[] x = field.zero();
        int[] y = field.zero();
        for (int column = columns - 1; column >= 0; column--) {
            sum.twice();
            read(entry(multiplier, column), x, y);
            sum.add(x, y);
            other.read(entry(otherMultiplier, column), x, y);
            sum.add(x, y);
        }
        sum.add(correctionX, correctionY);
        sum.add(other.correctionX, other.correctionY);
        return sum;
    }

    /** The number of the entry for a column; beyond the end of the multiplier its bits are zero. */
    private int entry(int[] multiplier, int column) {
        int entry = 0;
        for (int row = width - 1; row >= 0; row--) {
            int bit = row * columns + column;
            int word = bit < Integer.SIZE * multiplier.length ? multiplier[bit / Integer.SIZE] : 0;
            entry = entry << 1 | word >>> bit % Integer.SIZE & 1;
        }
        return entry;
    }

    private void read(int entry, int[] x, int[] y) {
        System.arraycopy(table, 2 * entry * x.length, x, 0, x.length);
        System.arraycopy(table, (2 * entry + 1) * x.length, y, 0, y.length);
    }

    /** Like {@link #read}, by way of all entries. */
    private void select(int entry, int[] x, int[] y) {
        int words = x.length;
        Arrays.fill(x, 0);
        Arrays.fill(y, 0);
        for (int i = 0; i < 1 << width; i++) {
            int mask = (i ^ entry) - 1 >> Integer.SIZE - 1; // all ones for the entry, else zero
            int at = 2 * i * words;
            for (int j = 0; j < words; j++) {
                x[j] |= table[at + j] & mask;
                y[j] |= table[at + words + j] & mask;
            }
        }
    }
}
