package dev.handfast.client;

import dev.handfast.handshake.FinishedVerified;
import dev.handfast.handshake.Flow;
import dev.handfast.handshake.Inbound;
import dev.handfast.handshake.PeerAuthenticated;
import dev.handfast.handshake.Step;
import dev.handfast.message.CertificateRequest13;
import dev.handfast.message.EndOfEarlyData;
import dev.handfast.message.Finished;
import dev.handfast.wire.TlsFault;
import java.util.Optional;

/** WAIT_FINISHED of RFC 9846 Appendix A.1. */
record Tls13WaitFinished(Tls13Client client, PeerAuthenticated server, Optional<CertificateRequest13> request)
        implements ClientState {

    @Override
    public Step on(Inbound input, Flow flow) throws TlsFault {
        var finished = input.expect(Finished.class);
        byte[] expected = client.keys()
                .server()
                .finished(client.conversation().transcript().hash());
        var verified = FinishedVerified.check(expected, finished);
        client.conversation().hear(input);
        var flight = new Tls13ClientFlight(client, server, verified);
        try {
            return answer(flight, flow);
        } catch (TlsFault | RuntimeException failed) {
            flight.close(); // no state has its secrets yet
            throw failed;
        }
    }

    private Step answer(Tls13ClientFlight flight, Flow flow) throws TlsFault {
        flight.readApplicationData(flow);
        if (client.early().isPresent()) { // RFC 9846 §4.6: its end is the first thing that we say
            client.conversation().say(flow, new EndOfEarlyData());
            flow.writeHandshake(client.keys().client(), client.keys().suite());
        }
        return request.isPresent() ? flight.chooseCertificate(request.get()) : flight.finish(flow);
    }

    @Override
    public void abandon() {
        client.keys().close();
    }
}
