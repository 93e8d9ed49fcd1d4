package dev.handfast.interop;

import java.util.stream.Stream;

/** The versions that one side speaks: from {@code oldest} to {@code newest}. */
record Versions(Version oldest, Version newest) {
    static final Versions ALL = new Versions(Version.TLS_1_2, Version.TLS_1_3);

    static Versions only(Version one) {
        return new Versions(one, one);
    }

    Stream<Version> each() {
        return Stream.of(Version.values())
                .filter(version -> version.compareTo(oldest) >= 0 && version.compareTo(newest) <= 0);
    }

    /** As JSSE takes them. */
    String[] names() {
        return each().map(Version::toString).toArray(String[]::new);
    }

    @Override
    public String toString() {
        return oldest == newest ? oldest + " alone" : oldest + " to " + newest;
    }
}
