package dev.handfast.client;

import dev.handfast.handshake.State;

/** The client's states, those of TLS 1.3 in the order of RFC 9846 Appendix A.1. */
sealed interface ClientState extends State
        permits WaitServerHello,
                Tls13WaitEncryptedExtensions,
                Tls13WaitCertificateOrRequest,
                Tls13WaitCertificate,
                Tls13WaitCertificateVerify,
                Tls13WaitFinished,
                Tls13Connected,
                Tls12ClientState,
                Tls12Connected {}
