package dev.handfast.explain;

import dev.handfast.HandshakeEvent;

/**
 * What a side protects its records with for a while. Immutable.
 *
 * @param epoch {@code none}, {@code early data}, {@code handshake} or {@code application data}
 * @param secret the standard's name of what the keys are made of (RFC 9846 §7.1, RFC 5246 §6.3); empty for {@code none}
 */
public record Keys(String epoch, String secret) {
    /** Nothing: anybody on the way reads it. */
    public static final Keys NONE = new Keys("none", "");

    private static final String UPDATE = "key update";
    private static final String APPLICATION = "application data";
    private static final String GENERATION = "_application_traffic_secret_";

    /**
     * The keys that {@code side} has after an event.
     *
     * @param epoch as {@link HandshakeEvent.WriteKeysChanged} tells it
     */
    Keys next(Side side, String epoch, boolean tls13) {
        String owner = side == Side.CLIENT ? "client" : "server";
        if (!tls13) {
            return new Keys(epoch, owner + "_write_key");
        }
        return switch (epoch) {
            case "early data" -> new Keys(epoch, "client_early_traffic_secret");
            case "handshake" -> new Keys(epoch, owner + "_handshake_traffic_secret");
            case APPLICATION -> new Keys(APPLICATION, owner + GENERATION + 0);
            case UPDATE -> new Keys(APPLICATION, owner + GENERATION + (generation() + 1));
            default -> NONE;
        };
    }

    /** RFC 9846 §7.2. */
    private int generation() {
        int at = secret.indexOf(GENERATION);
        return at < 0 ? 0 : Integer.parseInt(secret.substring(at + GENERATION.length()));
    }
}
