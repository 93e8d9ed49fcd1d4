package dev.handfast.jsse;

import static dev.handfast.jsse.EngineActor.CLIENT;
import static dev.handfast.jsse.EngineActor.SERVER;
import static dev.handfast.jsse.EngineScript.exchange;
import static dev.handfast.jsse.EngineScript.script;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/** Arguments that are wrong, and settings that come too late. */
final class EngineArgumentScripts {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private EngineArgumentScripts() {}

    static List<EngineScript> all() {
        return Stream.of(buffers(), settings()).flatMap(List::stream).toList();
    }

    private static ByteBuffer room() {
        return ByteBuffer.allocate(20_000);
    }

    private static ByteBuffer[] gap() {
        return new ByteBuffer[] {ByteBuffer.allocate(0), null, room()};
    }

    private static List<EngineStep> calls(EngineActor actor) {
        return List.of(
                actor.call("wrap(null, room)", engine -> engine.wrap((ByteBuffer) null, room())),
                actor.call("wrap(nothing, null)", engine -> engine.wrap(NOTHING, null)),
                actor.call("wrap(null array)", engine -> engine.wrap((ByteBuffer[]) null, room())),
                actor.call("wrap(null array, 0, 0)", engine -> engine.wrap((ByteBuffer[]) null, 0, 0, room())),
                actor.call("wrap(gap)", engine -> engine.wrap(gap(), room())),
                actor.call(
                        "wrap(beside the gap)",
                        engine -> engine.wrap(gap(), 0, 1, room()).getStatus()),
                actor.call("wrap(range too long)", engine -> engine.wrap(gap(), 2, 2, room())),
                actor.call("wrap(range before)", engine -> engine.wrap(gap(), -1, 1, room())),
                actor.call("wrap(range of less than nothing)", engine -> engine.wrap(gap(), 0, -1, room())),
                actor.call("wrap(into read-only)", engine -> engine.wrap(NOTHING, room().asReadOnlyBuffer())),
                actor.call("unwrap(null, room)", engine -> engine.unwrap(null, room())),
                actor.call("unwrap(nothing, null)", engine -> engine.unwrap(NOTHING, (ByteBuffer) null)),
                actor.call("unwrap(null array)", engine -> engine.unwrap(NOTHING, (ByteBuffer[]) null)),
                actor.call("unwrap(null array, 0, 0)", engine -> engine.unwrap(NOTHING, (ByteBuffer[]) null, 0, 0)),
                actor.call("unwrap(gap)", engine -> engine.unwrap(NOTHING, gap())),
                actor.call("unwrap(range too long)", engine -> engine.unwrap(NOTHING, gap(), 2, 2)),
                actor.call("unwrap(range before)", engine -> engine.unwrap(NOTHING, gap(), -1, 1)),
                actor.call("unwrap(into read-only)", engine -> engine.unwrap(NOTHING, room().asReadOnlyBuffer())));
    }

    private static List<EngineScript> buffers() {
        return List.of(
                script("wrong buffers, fresh client", calls(CLIENT)),
                script("wrong buffers, fresh server", calls(SERVER)),
                script("wrong buffers, open", exchange(), calls(CLIENT), calls(SERVER)),
                script("wrong buffers, closed", exchange(), CLIENT.closeOutbound(), CLIENT.wrap(0), calls(CLIENT)));
    }

    @FunctionalInterface
    private interface Setting {
        void on(SSLEngine engine);
    }

    private static EngineStep set(EngineActor actor, String name, Setting setting) {
        return actor.call(name, engine -> {
            setting.on(engine);
            return null;
        });
    }

    private static List<EngineStep> setters(EngineActor actor) {
        var steps = new ArrayList<EngineStep>();
        steps.add(set(actor, "suites null", engine -> engine.setEnabledCipherSuites(null)));
        steps.add(set(actor, "suites of null", engine -> engine.setEnabledCipherSuites(new String[] {null})));
        steps.add(set(actor, "suites unknown", engine -> engine.setEnabledCipherSuites(new String[] {"TLS_NONSENSE"})));
        steps.add(set(actor, "suites none", engine -> engine.setEnabledCipherSuites(new String[0])));
        steps.add(set(actor, "versions null", engine -> engine.setEnabledProtocols(null)));
        steps.add(set(actor, "versions of null", engine -> engine.setEnabledProtocols(new String[] {null})));
        steps.add(set(actor, "versions unknown", engine -> engine.setEnabledProtocols(new String[] {"TLSv9"})));
        steps.add(set(actor, "versions none", engine -> engine.setEnabledProtocols(new String[0])));
        steps.add(set(actor, "client", engine -> engine.setUseClientMode(true)));
        steps.add(set(actor, "server", engine -> engine.setUseClientMode(false)));
        steps.add(set(actor, "need", engine -> engine.setNeedClientAuth(true)));
        steps.add(set(actor, "want", engine -> engine.setWantClientAuth(true)));
        steps.add(set(actor, "no session", engine -> engine.setEnableSessionCreation(false)));
        steps.add(set(actor, "same parameters", engine -> engine.setSSLParameters(engine.getSSLParameters())));
        steps.add(set(actor, "parameters null", engine -> engine.setSSLParameters(null)));
        steps.add(set(actor, "empty parameters", engine -> engine.setSSLParameters(new SSLParameters())));
        steps.add(set(actor, "no selector", engine -> engine.setHandshakeApplicationProtocolSelector(null)));
        steps.add(actor.call(
                "settings",
                engine -> List.of(
                        engine.getUseClientMode(),
                        engine.getNeedClientAuth(),
                        engine.getWantClientAuth(),
                        engine.getEnableSessionCreation(),
                        List.of(engine.getEnabledCipherSuites()),
                        List.of(engine.getEnabledProtocols()),
                        engine.getHandshakeApplicationProtocolSelector() == null)));
        return steps;
    }

    private static List<EngineScript> settings() {
        return List.of(
                script("settings of a fresh client", setters(CLIENT)),
                script("settings of a fresh server", setters(SERVER)),
                script("settings without a mode", setters(CLIENT)).withoutMode(),
                script("settings in the handshake", CLIENT.flight(), SERVER.unwrap(), setters(CLIENT), setters(SERVER)),
                script(
                        "settings that come too late",
                        exchange(),
                        setters(CLIENT),
                        setters(SERVER),
                        CLIENT.wrap(5),
                        SERVER.unwrap()),
                script("settings of a closed engine", CLIENT.closeOutbound(), CLIENT.closeInbound(), setters(CLIENT)));
    }
}
