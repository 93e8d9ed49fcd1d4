package dev.handfast.crypto;

/** Where a pre-shared key comes from, which its binder tells (RFC 9846 §7.1, RFC 9258 §5.2): none passes for one of another kind. */
public enum PskBinder {
    RESUMPTION("res binder"),
    EXTERNAL("ext binder"),
    IMPORTED("imp binder");

    private final String label;

    PskBinder(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }
}
