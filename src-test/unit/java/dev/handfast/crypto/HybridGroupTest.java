package dev.handfast.crypto;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.wire.Alert;
import dev.handfast.wire.NamedGroup;
import dev.handfast.wire.TlsFault;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Hybrids of an elliptic curve and ML-KEM (draft-ietf-tls-ecdhe-mlkem). */
class HybridGroupTest {
    private static final HexFormat HEX = HexFormat.of();
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int Q = 3329;

    /**
     * The draft's §3.1 in a table.
     *
     * @param kemFirst the order of shares and secrets
     * @param curveShare bytes of the curve's share, on both sides
     * @param draws bytes that a client draws for its curve
     */
    private record Row(
            NamedGroup group,
            NamedGroup curve,
            NamedGroup kem,
            boolean kemFirst,
            int offered,
            int answered,
            int secret,
            int curveShare,
            int draws) {
        KeyExchange exchange() {
            return KeyExchange.of(group);
        }

        KeyExchange first() {
            return KeyExchange.of(kemFirst ? kem : curve);
        }

        KeyExchange second() {
            return KeyExchange.of(kemFirst ? curve : kem);
        }

        int kemOffered() {
            return offered - curveShare;
        }

        /** Where ML-KEM's share begins in a client's. */
        int kemAt() {
            return kemFirst ? 0 : curveShare;
        }

        /** Where the curve's share begins in one of so many bytes. */
        int curveAt(int length) {
            return kemFirst ? length - curveShare : 0;
        }

        /** Where the second part begins in a share of so many bytes. */
        int border(int length) {
            return kemFirst ? length - curveShare : curveShare;
        }

        @Override
        public String toString() {
            return group.toString();
        }
    }

    private static Stream<Row> rows() {
        return Stream.of(
                new Row(
                        NamedGroup.X25519_MLKEM768,
                        NamedGroup.X25519,
                        NamedGroup.MLKEM768,
                        true,
                        1216,
                        1120,
                        64,
                        32,
                        32),
                new Row(
                        NamedGroup.SECP256R1_MLKEM768,
                        NamedGroup.SECP256R1,
                        NamedGroup.MLKEM768,
                        false,
                        1249,
                        1153,
                        64,
                        65,
                        32),
                new Row(
                        NamedGroup.SECP384R1_MLKEM1024,
                        NamedGroup.SECP384R1,
                        NamedGroup.MLKEM1024,
                        false,
                        1665,
                        1665,
                        80,
                        97,
                        48));
    }

    @AfterEach
    void restore() {
        for (String curve : List.of("x25519", "secp256r1", "secp384r1")) {
            System.clearProperty("dev.handfast.crypto." + curve);
        }
    }

    @ParameterizedTest
    @MethodSource("rows")
    void bothSidesAgreeOnSharesOfTheDraftsLengths(Row row) throws Exception {
        try (Offer offer = row.exchange().offer(RANDOM)) {
            Answer answer = row.exchange().answer(offer.share(), RANDOM);
            assertEquals(row.offered(), offer.share().length);
            assertEquals(row.answered(), answer.share().length);
            assertEquals(row.secret(), answer.secret().length());
            assertArrayEquals(
                    answer.secret().bytes(), offer.agree(answer.share()).bytes());
        }
    }

    /** Vectors of OpenSSL: what the client says, and what it makes of a server's share. */
    @ParameterizedTest
    @MethodSource("rows")
    void aClientCalculatesWhatOpenSslDoes(Row row) throws Exception {
        var known = new Properties();
        try (InputStream file = HybridGroupTest.class.getResourceAsStream("hybrid-exchanges.properties")) {
            known.load(file);
        }
        byte[] drawn = HEX.parseHex(known.getProperty(row + ".private"));
        int curve = row.draws();
        Given random = row.kemFirst()
                ? new Given(part(drawn, 0, 32), part(drawn, 32, 32), part(drawn, 64, curve))
                : new Given(part(drawn, 0, curve), part(drawn, curve, 32), part(drawn, curve + 32, 32));
        try (Offer offer = row.exchange().offer(random)) {
            assertEquals(known.getProperty(row + ".offered"), HEX.formatHex(sha256(offer.share())));
            byte[] answered = HEX.parseHex(known.getProperty(row + ".answered"));
            assertEquals(
                    known.getProperty(row + ".secret"),
                    HEX.formatHex(offer.agree(answered).bytes()));
        }
    }

    private static byte[] sha256(byte[] bytes) throws Exception {
        return MessageDigest.getInstance("SHA-256").digest(bytes);
    }

    /** A client that puts the parts together by hand understands our server's answer. */
    @ParameterizedTest
    @MethodSource("rows")
    void aServerAnswersEachPartInItsPlace(Row row) throws Exception {
        Offer one = row.first().offer(RANDOM);
        Offer two = row.second().offer(RANDOM);
        Answer answer = row.exchange().answer(join(one.share(), two.share()), RANDOM);
        int border = row.border(row.answered());
        Secret first = one.agree(part(answer.share(), 0, border));
        Secret second = two.agree(part(answer.share(), border, row.answered() - border));
        assertArrayEquals(join(first.bytes(), second.bytes()), answer.secret().bytes());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theCurvesPartIsAnybodys(Row row) throws Exception {
        Offer ofBcprov = row.exchange().offer(RANDOM);
        System.setProperty("dev.handfast.crypto." + row.curve(), "jca");
        HybridGroup withJca = HybridGroup.of(row.group());
        assertFalse(Stream.of(withJca.first(), withJca.second())
                .anyMatch(part -> part.exchange() instanceof EcdheGroup || part.exchange() instanceof XdhGroup));
        Answer answer = withJca.answer(ofBcprov.share(), RANDOM);
        assertArrayEquals(
                answer.secret().bytes(), ofBcprov.agree(answer.share()).bytes());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void sharesOfAWrongLengthAreRefused(Row row) throws Exception {
        Offer offer = row.exchange().offer(RANDOM);
        byte[] answered = row.exchange().answer(offer.share(), RANDOM).share();
        for (int off : new int[] {-1, 1, -32, 32, -row.offered(), 1 - row.offered()}) {
            assertServerRefuses(row, Arrays.copyOf(offer.share(), row.offered() + off));
            assertClientRefuses(offer, Arrays.copyOf(answered, Math.max(0, row.answered() + off)));
        }
        if (row.offered() != row.answered()) {
            assertServerRefuses(row, answered);
            assertClientRefuses(offer, offer.share());
        }
    }

    /** FIPS 203 §7.2: each coefficient has twelve bits, and is below q. */
    @ParameterizedTest
    @MethodSource("rows")
    void encapsulationKeysWithACoefficientThatIsNotReducedAreRefused(Row row) throws Exception {
        int coefficients = (row.kemOffered() - 32) * 8 / 12;
        for (int index : new int[] {0, 1, coefficients / 2, coefficients - 2, coefficients - 1}) {
            for (int value : new int[] {Q, Q + 1, 0xFFF}) {
                assertServerRefuses(row, withCoefficient(row, index, value));
            }
            assertEquals(
                    row.secret(),
                    row.exchange()
                            .answer(withCoefficient(row, index, Q - 1), RANDOM)
                            .secret()
                            .length(),
                    "the largest is taken");
        }
    }

    /** A client's share whose ML-KEM part has this coefficient; two of them are in three bytes, low bits first. */
    private static byte[] withCoefficient(Row row, int index, int value) {
        byte[] share = row.exchange().offer(RANDOM).share();
        int at = row.kemAt() + index / 2 * 3;
        if (index % 2 == 0) {
            share[at] = (byte) value;
            share[at + 1] = (byte) (share[at + 1] & 0xF0 | value >> 8);
        } else {
            share[at + 1] = (byte) (share[at + 1] & 0x0F | value << 4);
            share[at + 2] = (byte) (value >> 4);
        }
        return share;
    }

    /** All zeros are a point of low order on X25519, and no uncompressed point on the others. */
    @ParameterizedTest
    @MethodSource("rows")
    void theCurvesPartIsCheckedAsEver(Row row) throws Exception {
        Offer offer = row.exchange().offer(RANDOM);
        byte[] answered = row.exchange().answer(offer.share(), RANDOM).share();
        byte[] offered = offer.share().clone();
        Arrays.fill(offered, row.curveAt(offered.length), row.curveAt(offered.length) + 32, (byte) 0);
        assertServerRefuses(row, offered);
        Arrays.fill(answered, row.curveAt(answered.length), row.curveAt(answered.length) + 32, (byte) 0);
        assertClientRefuses(offer, answered);
    }

    /** FIPS 203 §6.3: a ciphertext that was tampered with makes a secret that nobody else has, and the handshake fails later. */
    @ParameterizedTest
    @MethodSource("rows")
    void aBentCiphertextMakesAnotherSecret(Row row) throws Exception {
        Offer offer = row.exchange().offer(RANDOM);
        Answer answer = row.exchange().answer(offer.share(), RANDOM);
        byte[] bent = answer.share().clone();
        bent[row.kemFirst() ? 0 : bent.length - 1] ^= 1;
        assertFalse(Arrays.equals(answer.secret().bytes(), offer.agree(bent).bytes()));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void noKeyIsUsedTwice(Row row) throws Exception {
        Offer one = row.exchange().offer(RANDOM);
        Offer two = row.exchange().offer(RANDOM);
        assertPartsDiffer(row.border(row.offered()), one.share(), two.share());
        assertPartsDiffer(
                row.border(row.answered()),
                row.exchange().answer(one.share(), RANDOM).share(),
                row.exchange().answer(one.share(), RANDOM).share());
        byte[] answered = row.exchange().answer(one.share(), RANDOM).share();
        one.close();
        assertThrows(IllegalStateException.class, () -> one.agree(answered));
    }

    private static void assertPartsDiffer(int border, byte[] one, byte[] two) {
        assertFalse(Arrays.equals(one, 0, border, two, 0, border));
        assertFalse(Arrays.equals(one, border, one.length, two, border, two.length));
    }

    /** A part that remembers what it made, and what became of it. */
    private static final class Fake implements KeyExchange, Offer {
        private final List<Secret> made = new ArrayList<>();
        private final boolean fails;
        private boolean closed;

        Fake(boolean fails) {
            this.fails = fails;
        }

        HybridGroup.Part part() {
            return new HybridGroup.Part(this, 1, 1);
        }

        @Override
        public NamedGroup group() {
            return NamedGroup.X25519;
        }

        @Override
        public Offer offer(SecureRandom random) {
            return this;
        }

        @Override
        public Answer answer(byte[] peerShare, SecureRandom random) throws TlsFault {
            return new Answer(share(), agree(peerShare));
        }

        @Override
        public byte[] share() {
            return new byte[1];
        }

        @Override
        public Secret agree(byte[] peerShare) throws TlsFault {
            if (fails) {
                throw new TlsFault(Alert.ILLEGAL_PARAMETER, "the share is no good");
            }
            made.add(new Secret(new byte[] {7}));
            return made.get(0);
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @ParameterizedTest
    @CsvSource({"true, true", "true, false", "false, true", "false, false"})
    void theSecretsOfThePartsAreErased(boolean asClient, boolean secondFails) throws Exception {
        var one = new Fake(false);
        var two = new Fake(secondFails);
        var hybrid = new HybridGroup(NamedGroup.X25519_MLKEM768, one.part(), two.part());
        if (secondFails) {
            assertThrows(TlsFault.class, () -> secret(hybrid, asClient));
        } else {
            assertArrayEquals(new byte[] {7, 7}, secret(hybrid, asClient).bytes());
            assertThrows(IllegalStateException.class, two.made.get(0)::bytes);
        }
        assertThrows(IllegalStateException.class, one.made.get(0)::bytes);
    }

    private static Secret secret(HybridGroup hybrid, boolean asClient) throws TlsFault {
        return asClient
                ? hybrid.offer(RANDOM).agree(new byte[2])
                : hybrid.answer(new byte[2], RANDOM).secret();
    }

    @Test
    void anOfferIsErasedInBothParts() {
        var one = new Fake(false);
        var two = new Fake(false);
        new HybridGroup(NamedGroup.X25519_MLKEM768, one.part(), two.part())
                .offer(RANDOM)
                .close();
        assertTrue(one.closed && two.closed);
    }

    private static void assertServerRefuses(Row row, byte[] offered) {
        TlsFault fault = assertThrows(TlsFault.class, () -> row.exchange().answer(offered, RANDOM));
        assertEquals(Alert.ILLEGAL_PARAMETER, fault.alert());
    }

    private static void assertClientRefuses(Offer offer, byte[] answered) {
        TlsFault fault = assertThrows(TlsFault.class, () -> offer.agree(answered));
        assertEquals(Alert.ILLEGAL_PARAMETER, fault.alert());
    }

    private static byte[] part(byte[] bytes, int at, int length) {
        return Arrays.copyOfRange(bytes, at, at + length);
    }

    private static byte[] join(byte[] one, byte[] two) {
        byte[] both = Arrays.copyOf(one, one.length + two.length);
        System.arraycopy(two, 0, both, one.length, two.length);
        return both;
    }
}
