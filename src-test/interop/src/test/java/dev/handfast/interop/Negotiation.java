package dev.handfast.interop;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the two sides agreed on, as the wire tells.
 *
 * @param certified the server has sent a Certificate in the clear
 */
record Negotiation(Offer offer, List<Answer> answers, boolean certified) {
    private static final int CLIENT_HELLO = 1;
    private static final int SERVER_HELLO = 2;
    private static final int CERTIFICATE = 11;
    private static final int SERVER_KEY_EXCHANGE = 12;
    private static final int PRE_SHARED_KEY = 41;
    private static final int SUPPORTED_VERSIONS = 43;
    private static final int KEY_SHARE = 51;
    private static final int VERSION_AND_RANDOM = 2 + 32;

    /** The random of a HelloRetryRequest (RFC 9846 §4.2.3). */
    private static final byte[] RETRY =
            HexFormat.of().parseHex("cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c");

    /** The end of a random by which a server of TLS 1.3 tells that it was spoken to in TLS 1.2 (RFC 9846 §4.2.3). */
    private static final byte[] DOWNGRADE = HexFormat.of().parseHex("444f574e47524401");

    /** The first ClientHello. */
    record Offer(Set<Integer> suites, Set<Integer> extensions) {
        boolean has(Extension extension) {
            return extensions.contains(extension.code);
        }
    }

    /** A ServerHello or HelloRetryRequest, with the group of a ServerKeyExchange behind it; 0 if there is none. */
    record Answer(boolean isRetry, boolean isDowngrade, int version, int suite, int group, Set<Integer> extensions) {
        boolean has(Extension extension) {
            return extensions.contains(extension.code);
        }
    }

    static Negotiation of(Plaintext client, Plaintext server) {
        Offer offer = offer(first(client, CLIENT_HELLO).orElseThrow());
        Optional<ByteBuffer> exchange = first(server, SERVER_KEY_EXCHANGE);
        List<Answer> answers = server.messages().stream()
                .filter(message -> message.type() == SERVER_HELLO)
                .map(message -> answer(message.body().duplicate(), exchange))
                .toList();
        return new Negotiation(offer, answers, first(server, CERTIFICATE).isPresent());
    }

    /** The last ServerHello. */
    Answer agreed() {
        return answers.get(answers.size() - 1);
    }

    /**
     * The server has shown no certificate: it says none in the clear of TLS 1.2, and TLS 1.3, where it would be encrypted, has it
     * select a key that both have (RFC 9846 §4.3.11).
     */
    boolean isResumed() {
        return agreed().version() == Version.TLS_1_3.code
                ? agreed().extensions().contains(PRE_SHARED_KEY)
                : !certified;
    }

    boolean isRetried() {
        return answers.stream().anyMatch(Answer::isRetry);
    }

    /** Asserts that what stands in the last ServerHello is what {@code terms} allow. */
    void assertAgree(Terms terms) {
        assertEquals(terms.version().code, agreed().version(), "the version on the wire");
        for (Side side : List.of(terms.peer(), terms.ours())) {
            side.suite().ifPresent(suite -> assertEquals(suite.code, agreed().suite(), "the suite on the wire"));
            if (!side.groups().isEmpty()) {
                int taken = agreed().group();
                assertTrue(
                        side.groups().stream().anyMatch(group -> group.code == taken),
                        () -> "the group on the wire is " + taken + ", and none of " + side.groups());
            }
        }
    }

    private static Optional<ByteBuffer> first(Plaintext said, int type) {
        return said.messages().stream()
                .filter(message -> message.type() == type)
                .map(message -> message.body().duplicate())
                .findFirst();
    }

    private static Offer offer(ByteBuffer hello) {
        skip(hello, VERSION_AND_RANDOM);
        skip(hello, hello.get());
        var suites = new HashSet<Integer>();
        for (int left = hello.getShort() & 0xFFFF; left > 0; left -= 2) {
            suites.add(hello.getShort() & 0xFFFF);
        }
        skip(hello, hello.get());
        return new Offer(suites, extensions(hello).keySet());
    }

    private static Answer answer(ByteBuffer hello, Optional<ByteBuffer> exchange) {
        int version = hello.getShort();
        byte[] random = new byte[RETRY.length];
        hello.get(random);
        skip(hello, hello.get());
        int suite = hello.getShort() & 0xFFFF;
        skip(hello, 1);
        Map<Integer, ByteBuffer> extensions = extensions(hello);
        return new Answer(
                Arrays.equals(random, RETRY),
                Arrays.equals(random, RETRY.length - DOWNGRADE.length, RETRY.length, DOWNGRADE, 0, DOWNGRADE.length),
                extensions.containsKey(SUPPORTED_VERSIONS)
                        ? extensions.get(SUPPORTED_VERSIONS).getShort(0)
                        : version,
                suite,
                extensions.containsKey(KEY_SHARE)
                        ? extensions.get(KEY_SHARE).getShort(0)
                        : exchange.map(sent -> group(suite, sent.duplicate())).orElse(0),
                extensions.keySet());
    }

    /** The type and content of each; a hello of TLS 1.2 may end without any. */
    private static Map<Integer, ByteBuffer> extensions(ByteBuffer hello) {
        var found = new LinkedHashMap<Integer, ByteBuffer>();
        skip(hello, hello.hasRemaining() ? 2 : 0);
        while (hello.hasRemaining()) {
            int type = hello.getShort() & 0xFFFF;
            int length = hello.getShort() & 0xFFFF;
            found.put(type, hello.slice(hello.position(), length));
            skip(hello, length);
        }
        return found;
    }

    /** The group of a ServerKeyExchange, which names a curve but spells out a field; 0 if that has no name of ours. */
    private static int group(int suite, ByteBuffer exchange) {
        if (!Suite.of(suite).orElseThrow().isFiniteField()) {
            return exchange.getShort(1);
        }
        byte[] prime = new byte[exchange.getShort() & 0xFFFF];
        exchange.get(prime);
        var modulus = new BigInteger(1, prime);
        return Stream.of(Group.values())
                .filter(Group::isFiniteField)
                .filter(field -> field.field().getP().equals(modulus))
                .mapToInt(field -> field.code)
                .findFirst()
                .orElse(0);
    }

    private static void skip(ByteBuffer content, int count) {
        content.position(content.position() + count);
    }
}
