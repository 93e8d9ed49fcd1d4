package dev.handfast.server;

import dev.handfast.handshake.State;

/** The server's states, in the order of RFC 9846 Appendix A.2 and RFC 5246 §7.3. */
sealed interface ServerState extends State
        permits WaitClientHello,
                WaitRetriedClientHello,
                Tls13WaitEndOfEarlyData,
                Tls13WaitCertificate,
                Tls13WaitCertificateVerify,
                Tls13WaitFinished,
                Tls13Connected,
                Tls12WaitCertificate,
                Tls12WaitClientKeyExchange,
                Tls12WaitCertificateVerify,
                Tls12WaitChangeCipherSpec,
                Tls12WaitFinished,
                Tls12Connected {}
