package dev.handfast.message;

import static dev.handfast.message.Faults.assertRefused;
import static dev.handfast.message.Faults.message;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.handfast.wire.Alert;
import dev.handfast.wire.TlsFault;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Tls13MessagesTest {

    /** HelloRequest, ServerKeyExchange, ServerHelloDone, ClientKeyExchange, CertificateStatus, message_hash, unknown. */
    @ParameterizedTest
    @ValueSource(ints = {0, 3, 6, 7, 12, 14, 16, 22, 99, 254, 255})
    void aTypeThatTls13HasNotGotIsUnexpected(int type) {
        assertRefused(Alert.UNEXPECTED_MESSAGE, message(type, new byte[0]));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 255})
    void aKeyUpdateOtherThanZeroOrOneIsAnIllegalParameter(int request) {
        assertRefused(Alert.ILLEGAL_PARAMETER, message(24, new byte[] {(byte) request}));
    }

    @Test
    void aChainKeepsItsOrderAndItsExtensions() throws TlsFault {
        var decoded = (Certificate13) Tls13Messages.decode(Samples.certificate().encode());

        assertEquals(
                List.of(300, 200),
                decoded.certificateList().stream()
                        .map(entry -> entry.certData().length)
                        .toList());
        assertEquals(
                List.of(5, 18), decoded.certificateList().get(0).extensions().types());
    }

    @Test
    void anEmptyCertificateIsAMessage() throws TlsFault {
        var none = new Certificate13(new byte[0], List.of());

        assertEquals(List.of(), ((Certificate13) Tls13Messages.decode(none.encode())).certificateList());
    }

    @Test
    void anEmptyCertificateEntryIsADecodeError() {
        assertRefused(Alert.DECODE_ERROR, message(11, new byte[] {0, 0, 0, 5, 0, 0, 0, 0, 0}));
    }

    @Test
    void anEmptyTicketIsADecodeError() {
        var ticket = new NewSessionTicket13(0, 0, new byte[0], new byte[0], Extensions.none(Place.NEW_SESSION_TICKET));

        assertRefused(Alert.DECODE_ERROR, ticket.encode());
    }

    @Test
    void numbersOfATicketAreUnsigned() throws TlsFault {
        var decoded = (NewSessionTicket13)
                Tls13Messages.decode(Samples.newSessionTicket().encode());

        assertEquals(604_800, decoded.lifetime());
        assertEquals(0xFFFFFFFFL, decoded.ageAdd());
        assertEquals(
                0xFFFFFFFFL, decoded.extensions().get(Extension.EARLY_DATA_NST).orElseThrow());
    }

    @Test
    void aFinishedOfAnyLengthIsLeftToTheState() throws TlsFault {
        var decoded = (Finished) Tls13Messages.decode(message(20, new byte[] {1, 2}));

        assertArrayEquals(new byte[] {1, 2}, decoded.verifyData());
    }
}
