package dev.handfast.benchmarks;

import io.netty.util.ReferenceCountUtil;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** Both ends of one connection. */
record EnginePair(SSLEngine client, SSLEngine server) {
    /** Refuses a connection whose certificates are not of the kind that was asked for, or not of those who were asked for one. */
    void requireProven(Terms terms) throws SSLPeerUnverifiedException {
        requireCertificate(client.getSession(), terms.keys());
        if (terms.proof() == Terms.Proof.MUTUAL) {
            requireCertificate(server.getSession(), terms.keys());
        } else {
            requireNoCertificate(server.getSession());
        }
    }

    private static void requireCertificate(SSLSession session, Identity.Kind wanted) throws SSLPeerUnverifiedException {
        String algorithm = session.getPeerCertificates()[0].getPublicKey().getAlgorithm();
        if (!algorithm.equals(wanted.algorithm())) {
            throw new IllegalStateException("the peer's key is of " + algorithm + ", and was to be " + wanted);
        }
    }

    private static void requireNoCertificate(SSLSession session) {
        try {
            throw new IllegalStateException(
                    "a client that was not asked has proved that it is " + session.getPeerPrincipal());
        } catch (SSLPeerUnverifiedException expected) {
            // Nobody has proved anything.
        }
    }

    /** Frees the native memory of engines that are counted, as Netty's are. Others are left to the garbage collector. */
    void release() {
        ReferenceCountUtil.release(client);
        ReferenceCountUtil.release(server);
    }
}
