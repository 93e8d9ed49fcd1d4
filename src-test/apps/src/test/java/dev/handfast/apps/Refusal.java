package dev.handfast.apps;

import java.util.regex.Pattern;

/**
 * How a client fails on a server that it must not talk to.
 *
 * @param kind {@link Said.Kind#REFUSED}: by an SSLException. Only an application that checks for itself fails otherwise
 * @param reason is found in the chain of causes
 */
record Refusal(Said.Kind kind, Pattern reason) {
    static final Refusal OF_THE_HOST = new Refusal(Said.Kind.REFUSED, Pattern.compile("(?i)name|host"));

    static final Refusal OF_THE_AUTHORITY =
            new Refusal(Said.Kind.REFUSED, Pattern.compile("(?i)certification path|trust|unknown"));
}
