package dev.handfast.benchmarks.report;

import java.awt.Color;

/** Whose results they are, in the order in which they are drawn, each in its colour. The colours can be told apart without red and green. */
enum Contender {
    HANDFAST("Handfast", 0x0b4f9e),
    SUNJSSE("SunJSSE", 0xe69f00),
    BCJSSE("BCJSSE", 0x009e73),
    CONSCRYPT("Conscrypt", 0xcc79a7),
    NETTY("Netty", 0x8a8f98);

    private final String provider;
    private final Color color;

    Contender(String provider, int rgb) {
        this.provider = provider;
        this.color = new Color(rgb);
    }

    /** As the benchmarks' parameter calls it. */
    String provider() {
        return provider;
    }

    Color color() {
        return color;
    }

    /** As the legend calls it. */
    String legend() {
        return this == NETTY ? "netty-tcnative" : provider;
    }

    @Override
    public String toString() {
        return provider;
    }
}
