package dev.handfast;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.nio.file.Path;
import java.util.List;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;

class HandfastParametersTest {
    @Test
    void aCopyHasAllThatHandfastAdds() {
        var original = new HandfastParameters();
        original.setNamedGroups(new String[] {"x25519"});
        original.setSignatureSchemes(new String[] {"ed25519"});
        original.setHandshakeListener(event -> {});
        original.setCredentialFiles(CredentialFiles.pem(Path.of("chain.pem"), Path.of("key.pem")));
        original.setTicketKeys(List::of);
        original.setEarlyData(EarlyData.replayable(new byte[] {1}));
        original.setEarlyDataPolicy(new EarlyDataPolicy(1, (id, sent) -> true, (session, data) -> {}));
        original.setPskSource(new PskSource() {});
        HandfastParameters copy = HandfastParameters.copyOf(original);
        assertArrayEquals(new String[] {"x25519"}, copy.getNamedGroups());
        assertArrayEquals(new String[] {"ed25519"}, copy.getSignatureSchemes());
        assertSame(original.getHandshakeListener(), copy.getHandshakeListener());
        assertSame(original.getCredentialFiles(), copy.getCredentialFiles());
        assertSame(original.getTicketKeys(), copy.getTicketKeys());
        assertSame(original.getEarlyData(), copy.getEarlyData());
        assertSame(original.getEarlyDataPolicy(), copy.getEarlyDataPolicy());
        assertSame(original.getPskSource(), copy.getPskSource());
    }

    @Test
    void aCopyOfOthersHasNoneOfIt() {
        HandfastParameters copy = HandfastParameters.copyOf(new SSLParameters());
        assertNotNull(copy.getHandshakeListener());
        assertNull(copy.getCredentialFiles());
        assertNull(copy.getTicketKeys());
        assertNull(copy.getEarlyData());
        assertNull(copy.getEarlyDataPolicy());
        assertNull(copy.getPskSource());
    }
}
