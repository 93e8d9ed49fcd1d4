package dev.handfast.crypto;

import dev.handfast.wire.TlsFault;

/**
 * An offer whose private key is an object of the JCA.
 *
 * @param agreement what that key does with the peer's share
 */
record JcaPrivateHalf(byte[] share, Agreement agreement) implements Offer {
    @Override
    public Secret agree(byte[] peerShare) throws TlsFault {
        return agreement.with(peerShare);
    }

    /** The JDK's keys hold a number or bytes that cannot be erased: they are left to the garbage collector. */
    @Override
    public void close() {}

    @Override
    public String toString() {
        return "an offer of " + share.length + " bytes";
    }

    @FunctionalInterface
    interface Agreement {
        Secret with(byte[] peerShare) throws TlsFault;
    }
}
