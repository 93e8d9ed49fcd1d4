package dev.handfast.benchmarks;

import javax.net.ssl.SSLParameters;

/**
 * What a client and a server are to agree on, and nothing else.
 *
 * @param suite that both take, and with it the version
 * @param keys the kind of all keys that are certified
 * @param proof who proves who they are
 * @param sessions that each side may remember at a time
 */
record Terms(Suite suite, Identity.Kind keys, Proof proof, int sessions) {
    /** Who has a certificate. */
    enum Proof {
        SERVER,
        MUTUAL
    }

    /** The server alone has a certificate, of the kind that the suite asks for, and at most one session is remembered. */
    static Terms of(Suite suite) {
        return new Terms(suite, suite.isRsa() ? Identity.Kind.RSA_2048 : Identity.Kind.ECDSA_P256, Proof.SERVER, 1);
    }

    Terms with(Identity.Kind otherKeys) {
        return new Terms(suite, otherKeys, proof, sessions);
    }

    Terms with(Proof otherProof) {
        return new Terms(suite, keys, otherProof, sessions);
    }

    Terms withSessions(int number) {
        return new Terms(suite, keys, proof, number);
    }

    /** Narrows what {@code provider} would agree on. */
    private SSLParameters narrow(SSLParameters parameters, TlsProvider provider) {
        parameters.setProtocols(new String[] {suite.protocol()});
        if (provider.takes(suite)) {
            parameters.setCipherSuites(new String[] {suite.name()});
        }
        return parameters;
    }

    /** Narrows what a client offers, and has it check the server's name. */
    SSLParameters forClient(SSLParameters parameters, TlsProvider provider) {
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        return narrow(parameters, provider);
    }

    /** Narrows what a server takes, and has it ask for a certificate if the client is to have one. */
    SSLParameters forServer(SSLParameters parameters, TlsProvider provider) {
        parameters.setNeedClientAuth(proof == Proof.MUTUAL);
        return narrow(parameters, provider);
    }
}
