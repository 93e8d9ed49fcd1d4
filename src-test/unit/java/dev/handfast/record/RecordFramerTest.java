package dev.handfast.record;

import static dev.handfast.record.Faults.fault;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.handfast.wire.Alert;
import dev.handfast.wire.TlsFault;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordFramerTest {
    @Test
    void waitsForTheHeaderAndThenKnowsTheLength() throws Exception {
        byte[] in = {99, 22, 3, 1, 1, 2, 7};
        for (int available = 0; available < 5; available++) {
            assertEquals(0, RecordFramer.length(in, 1, available, 258));
        }
        assertEquals(5 + 258, RecordFramer.length(in, 1, 5, 258));
    }

    @Test
    void aLengthThatNoRecordHasIsRecordOverflowAtOnce() throws Exception {
        assertEquals(5 + 16640, length(new byte[] {23, 3, 3, 0x41, 0}));
        fault(Alert.RECORD_OVERFLOW, () -> length(new byte[] {23, 3, 3, 0x41, 1}));
        fault(Alert.RECORD_OVERFLOW, () -> length(new byte[] {22, 3, 3, -1, -1}));
    }

    @Test
    void theLimitIsThatOfTheKeysInUse() throws Exception {
        byte[] largestCbc = {23, 3, 3, 0x41, 0x40};
        assertEquals(5 + 16704, RecordFramer.length(largestCbc, 0, 5, RecordFramer.MAX_TLS12_CIPHERTEXT));
        largestCbc[4]++;
        fault(Alert.RECORD_OVERFLOW, () -> RecordFramer.length(largestCbc, 0, 5, RecordFramer.MAX_TLS12_CIPHERTEXT));
    }

    @Test
    void onlyTheFourContentTypesPass() throws Exception {
        for (int type = 0; type < 256; type++) {
            byte[] header = {(byte) type, 3, 3, 0, 1};
            if (type >= 20 && type <= 23) {
                assertEquals(6, length(header));
            } else {
                fault(Alert.UNEXPECTED_MESSAGE, () -> length(header));
            }
        }
    }

    @Test
    void onlyMajorVersion3Passes() {
        fault(Alert.PROTOCOL_VERSION, () -> length(new byte[] {22, 2, 0, 0, 1}));
        fault(Alert.PROTOCOL_VERSION, () -> length(new byte[] {22, -2, -1, 0, 1}));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/1.1", "POST /", "HEAD /", "PUT /x", "OPTIONS *", "CONNECT a:1"})
    void plainHttpIsCalledByItsName(String request) {
        byte[] in = request.getBytes(US_ASCII);
        String sentence = fault(Alert.UNEXPECTED_MESSAGE, () -> length(in));
        assertTrue(sentence.contains("plaintext HTTP request to a TLS port"), sentence);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 400", "SSH-2.0-server", "220 mail.example"})
    void answerInPlaintextIsQuotedAsFarAsAHeaderGoes(String answer) {
        byte[] in = answer.getBytes(US_ASCII);
        String sentence = fault(Alert.UNEXPECTED_MESSAGE, () -> length(in));
        assertTrue(sentence.contains("It begins with \"" + answer.substring(0, 5) + "\""), sentence);
    }

    @Test
    void sslv2HelloIsProtocolVersion() {
        String sentence = fault(Alert.PROTOCOL_VERSION, () -> length(new byte[] {(byte) 0x80, 0x2E, 1, 3, 1}));
        assertTrue(sentence.contains("SSLv2"), sentence);
    }

    private static int length(byte[] in) throws TlsFault {
        return RecordFramer.length(in, 0, in.length, RecordFramer.MAX_CIPHERTEXT);
    }
}
