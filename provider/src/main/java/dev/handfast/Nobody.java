package dev.handfast;

/** Who is there where nobody is: tells nobody of a handshake, hears nothing of one, keeps no secrets. Immutable. */
final class Nobody implements HandshakeObserver, HandshakeListener, KeyLog {
    static final Nobody INSTANCE = new Nobody();

    private Nobody() {}

    @Override
    public HandshakeListener listenerFor(HandshakeStart start) {
        return this;
    }

    @Override
    public void on(HandshakeEvent event) {
        // Hears nothing.
    }

    @Override
    public void log(Label label, byte[] clientRandom, byte[] secret) {
        // Keeps nothing.
    }
}
