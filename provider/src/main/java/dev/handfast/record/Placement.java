package dev.handfast.record;

/** Where content lies when it is sealed. */
final class Placement {
    private Placement() {}

    /**
     * Content of another array stays there. In the array of the record it is moved to its place in the record: a header would
     * overwrite it, and ciphers copy the whole array before they write further on in it than they read.
     *
     * @return where in {@code in} the content lies now
     */
    static int start(byte[] in, int from, int length, byte[] out, int place) {
        if (in != out) {
            return from;
        }
        move(in, from, length, out, place);
        return place;
    }

    /** Content comes to lie at {@code out[place]}, wherever it is. */
    static void move(byte[] in, int from, int length, byte[] out, int place) {
        if (in != out || from != place) {
            System.arraycopy(in, from, out, place, length);
        }
    }
}
