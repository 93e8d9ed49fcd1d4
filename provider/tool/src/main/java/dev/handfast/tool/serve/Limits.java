package dev.handfast.tool.serve;

import java.time.Duration;

/**
 * What a visitor may take of the server.
 *
 * @param visitors at the same time; who comes then finds the connection closed
 * @param silence how long a visitor may say nothing
 * @param visit how long a connection may last in all, however busy it is
 * @param requests on one connection
 * @param headBytes of one request
 */
public record Limits(int visitors, Duration silence, Duration visit, int requests, int headBytes) {
    /** Enough for people and their browsers. */
    public static final Limits USUAL = new Limits(64, Duration.ofSeconds(10), Duration.ofSeconds(60), 50, 8_192);
}
