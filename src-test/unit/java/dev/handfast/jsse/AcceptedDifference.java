package dev.handfast.jsse;

import java.util.List;
import java.util.stream.Stream;

/**
 * Where an engine of ours answers otherwise than the JDK's, and why that is better or cannot be helped. What is not listed is
 * not accepted, and neither is an entry that explains nothing any more.
 */
enum AcceptedDifference {
    SEVERAL_RECORDS_IN_A_WRAP("fewer calls; JSSE promises no wrap for each record") {
        @Override
        boolean explains(Place place, String sun, String ours) {
            return place.step().startsWith("Flight")
                    && sun.startsWith("OK NEED_WRAP 0/+ | NEED_WRAP > ")
                    && sun.endsWith("> " + ours);
        }
    },
    CHANGE_CIPHER_SPEC_WITH_THE_SECOND_FLIGHT(
            "RFC 9846 §E.4 lets a client send it immediately before its second flight, in one call with that",
            new Case("handshake step by step, TLSv1.3", "Work.*CLIENT.", "tasks . NEED_WRAP", "tasks . NEED_UNWRAP"),
            new Case("handshake step by step, TLSv1.3", "Take.*CLIENT.", "", "OK .* NEED_WRAP"),
            new Case(
                    "handshake step by step, TLSv1.3",
                    "Flight.*CLIENT.",
                    "OK NEED_UNWRAP 0/. .*",
                    "OK FINISHED 0/. .*"),
            new Case("handshake step by step, TLSv1.3", "Take.*CLIENT.", "OK NEED_UNWRAP .* NEED_WRAP", ""),
            new Case(
                    "handshake step by step, TLSv1.3",
                    "Flight.*CLIENT.",
                    "OK FINISHED .*",
                    "OK NOT_HANDSHAKING 0/0 .*")),
    ROOM_FOR_WHAT_THERE_IS(
            "a destination is too small if the record does not fit, not if the longest one would not (Conscrypt's tests want"
                    + " that); what has no content needs no room",
            new Case(".*", ".*wrap.*into PACKET_BUT_ONE_BYTE.*", "BUFFER_OVERFLOW .*", "OK .*"),
            new Case("nothing to say and no room, .*", ".*into NONE.*", "BUFFER_OVERFLOW .*", "OK .* 0/0 .*"),
            new Case("record into its content's room, TLSv1.3", ".*CONTENT.*", "BUFFER_OVERFLOW .*", "OK .*"),
            new Case("close_notify without room, .*", ".*into .NONE.*", "BUFFER_OVERFLOW .*", "CLOSED .*/0 .*"),
            new Case("alert without room, .*", ".*into .NONE.*", "BUFFER_OVERFLOW .*", "SSLException . NEED_WRAP in"),
            new Case("alert without room, .*", ".*unwrap.*", "SSLException . NEED_WRAP in", "CLOSED NEED_WRAP 0/0 .*")),
    RECORDS_ARE_FULL(
            "a record of TLS 1.3 holds 2^14 bytes of data (RFC 9846 §5.1); the JDK leaves out what its type and tag take",
            new Case(
                    ".*, TLSv1.3", ".*wrap.*", "OK NOT_HANDSHAKING .*", "OK NOT_HANDSHAKING (16384/[+]|[+]/16384) .*")),
    READ_ONLY_SOURCES_OPEN(
            "JSSE lets a source be read-only; the JDK decrypts in it and fails",
            new Case("read-only record, .*", ".*unwrap.*", "SSLProtocolException .*", "OK .*")) {
        @Override
        boolean isOfThisJdk() {
            return Runtime.version().feature() < 20; // seen on 17, and not on 25
        }
    },
    FINISHED_ONCE(
            "neither a change of keys nor a ticket is a handshake, and one FINISHED for each handshake is what Conscrypt's tests want; the answer"
                    + " to a request goes with the next data (RFC 9846 §4.7.3)",
            new Case(
                    "handshake step by step, TLSv1.3",
                    "Take.*CLIENT.",
                    "OK FINISHED ./0 .*",
                    "OK NOT_HANDSHAKING ./0 .*"),
            new Case(".* begins again, TLSv1.3", "Flight.*", "OK .*", "OK NOT_HANDSHAKING .*"),
            new Case(".* begins again, TLSv1.3", "Take.*", "OK .*", "(OK .*)?"),
            new Case(
                    ".* begins again, TLSv1.3",
                    "Exchange.*",
                    ".* FINISHED .*",
                    "CLIENT .*NOT_HANDSHAKING; SERVER .*NOT_HANDSHAKING"),
            new Case(".* begins again, TLSv1.3", ".*wrap.*", "OK .*", "OK NOT_HANDSHAKING .*")),
    NO_RENEGOTIATION(
            "TLS 1.2 renegotiation is not supported (FIELD.md): ours does not begin it and refuses the peer's",
            new Case(".* begins again, TLSv1.2", ".*beginHandshake.*", "done .*", "SSLException . NOT_HANDSHAKING"),
            new Case(".* begins again, TLSv1.2", "Exchange.*", ".* FINISHED .*", "CLIENT .*; SERVER .*")),
    HANDSHAKE_EXCEPTIONS(
            "whatever ends a handshake is an SSLHandshakeException, also what a manager or selector throws and what is thrown"
                    + " again by beginHandshake: suites of other projects want that; the JDK's class depends on the alert") {
        @Override
        boolean explains(Place place, String sun, String ours) {
            return ours.contains("SSLHandshakeException") && withoutClasses(sun).equals(withoutClasses(ours));
        }
    },
    UNPROTECTED_IS_UNEXPECTED(
            "a record without protection where keys are in use is told as that, and one that is too long as too long; to the"
                    + " JDK most are records whose MAC is bad") {
        @Override
        boolean explains(Place place, String sun, String ours) {
            return place.script().startsWith("open client hears ")
                    && withoutClasses(sun).equals(withoutClasses(ours));
        }
    },
    TYPE_OF_A_RECORD_IS_SEEN_AT_ONCE(
            "the first byte tells that this is no record of TLS, so that its length says nothing; the JDK waits for it",
            new Case(
                    "open client hears HTTP, .*",
                    ".*",
                    ".*",
                    "SSLProtocolException .* in.*|(CLOSED|done|no task) .* in.*")),
    PROTOCOL_WHERE_NO_HANDSHAKE_WAS_DONE(
            "a handshake that failed has settled no protocol: null, as JSSE's text has it",
            new Case(".*", ".*getApplicationProtocol.*", "'', '' *'?.*|'', 'null' .*", "'null', 'null' .*")),
    MESSAGES_ARE_READ_AT_ONCE(
            "a message is decoded in unwrap, which throws the fault; tasks are for slow work",
            new Case(
                    ".* hears .*|hello twice, .*",
                    "Take.*",
                    "OK NEED_TASK .* NEED_WRAP in",
                    "SSLHandshakeException .* in"),
            new Case(".* hears .*", ".*unwrap.*", ".*Exception . NEED_WRAP in", "CLOSED NEED_WRAP 0/0 .*")),
    STRICT_RECORDS(
            "what RFC 9846 §5.1 forbids is refused as soon as it is seen; the JDK takes it or waits for more of it, and a"
                    + " HelloRequest makes its server throw a ClassCastException",
            new Case(
                    "(client|server) hears (a record of no version|a record too long|an empty handshake record), .*",
                    ".*",
                    ".*",
                    "SSLHandshakeException .* in.*|(CLOSED|done|no task) .* in.*"),
            new Case(
                    "(client|server) hears HelloRequest, TLSv1.2",
                    ".*",
                    ".*",
                    "SSLHandshakeException .* in.*|(CLOSED|done|no task) .* in.*")),
    CHANGE_CIPHER_SPEC_BEHIND_THE_HELLO(
            "RFC 9846 §5: one that comes between the ClientHello and the peer's Finished is dropped",
            new Case(
                    "client hears ChangeCipherSpec, .*",
                    ".*",
                    ".*",
                    "(OK|BUFFER_UNDERFLOW|no task|done|CLOSED|SSLException) .*")),
    CLOSED_BEFORE_IT_BEGAN(
            "an engine of which one direction is closed before its handshake never begins one; the JDK's puts data into"
                    + " records without protection",
            new Case(
                    "unused .* closed (in|out)bound, .*",
                    ".*",
                    ".*",
                    "(CLOSED NOT_HANDSHAKING 0/0|SSLException|done) .*"),
            new Case("mode unset, .*", ".*wrap.*", "IllegalStateException .* in out", "CLOSED NOT_HANDSHAKING 0/0 .*")),
    HANDSHAKE_WITHOUT_INBOUND_IS_OVER(
            "a handshake that can read nothing more is given up with an alert; the JDK's needs a wrap for ever, and puts data"
                    + " into records without protection",
            new Case(
                    "begun .* closed inbound, .*",
                    ".*",
                    ".*",
                    "(CLOSED NOT_HANDSHAKING 0/.|SSLException|done) .* in out"),
            new Case(
                    "client closes inbound behind its hello, .*", ".*", "CLOSED NEED_WRAP 0/0 .*", "CLOSED .* in out")),
    BEGINNING_TOO_LATE_CLOSES_NOTHING(
            "what the peer still sends can be read behind the refusal",
            new Case(
                    "begun after outbound was closed, .*",
                    ".*beginHandshake.*",
                    "SSLException .*in out",
                    "SSLException .* out")),
    HALF_CLOSED_BEHIND_A_FLIGHT(
            "in TLS 1.3 each direction closes by itself (RFC 9846 §6.1), also where a server closes its own before the client's"
                    + " Finished has come",
            new Case(
                    "server closes behind its flight, TLSv1.3", "Exchange.*", ".* in out; .* in out", ".* in; .* out")),
    PEER_IS_TOLD(
            "a handshake that fails by settings or by a selector's fault ends with an alert, and the fault is thrown; the JDK"
                    + " keeps it until somebody happens to wrap, or leaves the peer waiting",
            new Case("selector throws, .*", ".*", ".*", ".* in out.*"),
            new Case("no suite at (all|a server), .*", ".*", ".*", ".* in out.*"),
            new Case("no new session at a server, .*", ".*", ".*", ".* in out.*")),
    CLIENT_THAT_CANNOT_BEGIN_IS_SILENT(
            "there is no conversation yet in which an alert could stand",
            new Case(
                    "no new session for a client, .*",
                    ".*",
                    ".*",
                    "CLIENT SSLHandshakeException .*|.*NOT_HANDSHAKING|.*NEED_UNWRAP"));

    private final String reason;
    private final List<Case> cases;

    AcceptedDifference(String reason, Case... cases) {
        this.reason = reason;
        this.cases = List.of(cases);
    }

    String reason() {
        return reason;
    }

    /** Whether this is what makes the two answers differ. */
    boolean explains(Place place, String sun, String ours) {
        return cases.stream().anyMatch(each -> each.fits(place, sun, ours));
    }

    /** False for what the JDK has mended in the version that runs. */
    boolean isOfThisJdk() {
        return true;
    }

    private static String withoutClasses(String answer) {
        return Stream.of("SSLHandshakeException", "SSLProtocolException", "SSLException", "IllegalStateException")
                .reduce(answer, (rest, name) -> rest.replace(name, "exception"));
    }

    /**
     * A step of a play.
     *
     * @param script its name, and the version
     * @param step as the script has it
     */
    record Place(String script, String step) {}

    /** What script, step and answers look like: regular expressions. */
    private record Case(String script, String step, String sun, String ours) {
        boolean fits(Place place, String sunAnswer, String oursAnswer) {
            return place.script().matches(script)
                    && place.step().matches(step)
                    && sunAnswer.matches(sun)
                    && oursAnswer.matches(ours);
        }
    }
}
