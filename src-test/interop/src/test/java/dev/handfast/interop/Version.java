package dev.handfast.interop;

/** A version of TLS that is tested, oldest first. */
enum Version {
    TLS_1_2("1.2", 0x0303),
    TLS_1_3("1.3", 0x0304);

    /** What every program's name for it ends in. */
    final String number;

    final int code;

    Version(String number, int code) {
        this.number = number;
        this.code = code;
    }

    /** The name in JSSE, OpenSSL and Node.js. */
    @Override
    public String toString() {
        return "TLSv" + number;
    }
}
