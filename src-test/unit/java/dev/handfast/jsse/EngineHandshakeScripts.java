package dev.handfast.jsse;

import static dev.handfast.jsse.EngineActor.CLIENT;
import static dev.handfast.jsse.EngineActor.Part;
import static dev.handfast.jsse.EngineActor.Room;
import static dev.handfast.jsse.EngineActor.SERVER;
import static dev.handfast.jsse.EngineScript.exchange;
import static dev.handfast.jsse.EngineScript.script;

import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/** How a handshake begins, goes on, and ends well. */
final class EngineHandshakeScripts {

    private EngineHandshakeScripts() {}

    static List<EngineScript> all() {
        return Stream.of(beginnings(), tasks(), choices()).flatMap(List::stream).toList();
    }

    private static List<EngineScript> beginnings() {
        return List.of(
                script("handshake", exchange(), CLIENT.wrap(0), SERVER.wrap(0), CLIENT.unwrap(), SERVER.unwrap()),
                script(
                        "handshake step by step",
                        CLIENT.flight(),
                        SERVER.unwrap(),
                        SERVER.work(),
                        SERVER.flight(),
                        CLIENT.unwrap().of(Part.RECORD),
                        CLIENT.work(),
                        CLIENT.take(),
                        CLIENT.flight(),
                        CLIENT.take(),
                        CLIENT.flight(),
                        SERVER.take(),
                        SERVER.flight(),
                        CLIENT.take()),
                script("begun twice", CLIENT.begin(), CLIENT.begin(), SERVER.begin(), SERVER.begin(), exchange()),
                script("begun by a wrap of data", CLIENT.wrap(5), CLIENT.wrap(5), SERVER.take()),
                script(
                        "client unwraps first",
                        CLIENT.unwrap().of(Part.NOTHING),
                        CLIENT.hears("garbage", new byte[100]),
                        CLIENT.unwrap(),
                        CLIENT.missesIt(),
                        exchange()),
                script("server wraps first", SERVER.wrap(0), SERVER.wrap(5), exchange()),
                script(
                        "server unwraps nothing",
                        SERVER.unwrap(),
                        SERVER.unwrap().into(Room.NONE),
                        SERVER.wrap(0),
                        exchange()),
                script(
                        "hello without room",
                        CLIENT.wrap(0).into(Room.NONE),
                        CLIENT.wrap(0).into(Room.ONE_BYTE),
                        exchange()),
                script(
                        "hello into all but a packet",
                        CLIENT.wrap(0).into(Room.HEADER),
                        CLIENT.wrap(0).into(Room.PACKET_BUT_ONE_BYTE)),
                script(
                        "hello into a packet",
                        CLIENT.wrap(0).into(Room.PACKET),
                        SERVER.unwrap().into(Room.PACKET)),
                script("wraps that nobody needs", CLIENT.flight(), CLIENT.wrap(0), CLIENT.wrap(7), SERVER.take()),
                script(
                        "hello byte by byte",
                        CLIENT.flight(),
                        SERVER.unwrapByteByByte(),
                        SERVER.unwrap().of(Part.RECORD_BUT_ONE_BYTE),
                        SERVER.unwrap().into(Room.NONE),
                        SERVER.work(),
                        SERVER.flight(),
                        CLIENT.unwrapByteByByte(),
                        exchange()),
                script(
                        "handshake into no room",
                        CLIENT.flight(),
                        SERVER.unwrap().into(Room.NONE),
                        SERVER.work(),
                        SERVER.flight(),
                        CLIENT.unwrap().into()),
                script(
                                "mode unset",
                                CLIENT.begin(),
                                CLIENT.wrap(0),
                                CLIENT.unwrap(),
                                CLIENT.work(),
                                CLIENT.closeInbound(),
                                CLIENT.closeOutbound(),
                                CLIENT.wrap(0))
                        .withoutMode());
    }

    private static List<EngineScript> tasks() {
        return List.of(
                script(
                        "tasks of a server run late",
                        CLIENT.flight(),
                        SERVER.unwrap(),
                        SERVER.unwrap(),
                        SERVER.hears("more", new byte[100]),
                        SERVER.unwrap(),
                        SERVER.wrap(0),
                        SERVER.wrap(5),
                        SERVER.wrap(0).into(Room.NONE),
                        SERVER.begin(),
                        SERVER.missesIt(),
                        SERVER.work(),
                        SERVER.work(),
                        SERVER.flight(),
                        exchange()),
                script(
                        "task fetched and not run",
                        CLIENT.flight(),
                        SERVER.unwrap(),
                        SERVER.call("getDelegatedTask()", engine -> engine.getDelegatedTask() != null),
                        SERVER.unwrap().of(Part.NOTHING),
                        SERVER.wrap(0)),
                script("no tasks", CLIENT.work(), SERVER.work(), CLIENT.flight(), CLIENT.work(), SERVER.work()),
                script("no tasks when it is over", exchange(), CLIENT.work(), SERVER.work()),
                script(
                        "flight of a server in one buffer",
                        CLIENT.flight(),
                        SERVER.take(),
                        SERVER.flight(),
                        CLIENT.unwrap().into(Room.PACKET),
                        CLIENT.unwrap().of(Part.NOTHING),
                        CLIENT.wrap(3)));
    }

    private static SSLParameters protocols(SSLEngine engine, String... protocols) {
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setApplicationProtocols(protocols);
        engine.setSSLParameters(parameters);
        return parameters;
    }

    private static EngineStep offer(EngineActor actor, String... protocols) {
        return actor.call("offers " + List.of(protocols), engine -> {
            protocols(engine, protocols);
            return null;
        });
    }

    private static EngineStep agreed(EngineActor actor) {
        return actor.call(
                "getApplicationProtocol()",
                engine -> "'" + engine.getApplicationProtocol() + "', '" + engine.getHandshakeApplicationProtocol()
                        + "'");
    }

    private static EngineStep select(String what, BiFunction<SSLEngine, List<String>, String> selector) {
        return SERVER.call("selects " + what, engine -> {
            engine.setHandshakeApplicationProtocolSelector(selector);
            return null;
        });
    }

    private static EngineStep matcher(String pattern) {
        return SERVER.call("answers to " + pattern, engine -> {
            SSLParameters parameters = engine.getSSLParameters();
            parameters.setSNIMatchers(List.of(SNIHostName.createSNIMatcher(pattern)));
            engine.setSSLParameters(parameters);
            return null;
        });
    }

    private static EngineStep names(String name) {
        return CLIENT.call("asks for " + name, engine -> {
            SSLParameters parameters = engine.getSSLParameters();
            parameters.setServerNames(List.of(new SNIHostName(name)));
            engine.setSSLParameters(parameters);
            return null;
        });
    }

    private static EngineStep certificateIs(String wish) {
        return SERVER.call("client's certificate is " + wish, engine -> {
            if (wish.equals("needed")) {
                engine.setNeedClientAuth(true);
            } else {
                engine.setWantClientAuth(true);
            }
            return null;
        });
    }

    /** What both say when everything was exchanged, however it ended. */
    private static List<EngineStep> outcome() {
        return List.of(
                exchange(),
                agreed(CLIENT),
                agreed(SERVER),
                CLIENT.wrap(3),
                SERVER.wrap(3),
                CLIENT.unwrap(),
                SERVER.unwrap());
    }

    private static List<EngineScript> choices() {
        return List.of(
                script("protocol in common", offer(CLIENT, "h2", "http/1.1"), offer(SERVER, "http/1.1"), outcome()),
                script("no protocol in common", offer(CLIENT, "h2"), offer(SERVER, "http/1.1"), outcome()),
                script("protocol only offered", offer(CLIENT, "h2"), outcome()),
                script("protocol only expected", offer(SERVER, "h2"), outcome()),
                script(
                        "selector takes one",
                        offer(CLIENT, "h2", "x"),
                        select("x", (engine, offered) -> "x"),
                        outcome()),
                script("selector takes none", offer(CLIENT, "h2"), select("none", (engine, offered) -> ""), outcome()),
                script("selector refuses", offer(CLIENT, "h2"), select("null", (engine, offered) -> null), outcome()),
                script(
                        "selector invents one",
                        offer(CLIENT, "h2"),
                        select("another", (engine, offered) -> "y"),
                        outcome()),
                script(
                        "selector throws",
                        offer(CLIENT, "h2"),
                        select("by throwing", (engine, offered) -> {
                            throw new IllegalStateException("the selector is broken");
                        }),
                        outcome()),
                script("selector is not asked", select("null", (engine, offered) -> null), outcome()),
                script("name that is answered to", names("good.example"), matcher("good\\.example"), outcome()),
                script("name that nobody answers to", names("bad.example"), matcher("good\\.example"), outcome()),
                script("certificate needed and shown", certificateIs("needed"), outcome())
                        .with(EngineCast.MUTUAL),
                script("certificate wanted and shown", certificateIs("wanted"), outcome())
                        .with(EngineCast.MUTUAL),
                script("certificate needed and missing", certificateIs("needed"), outcome()),
                script("certificate wanted and missing", certificateIs("wanted"), outcome()),
                script("certificate needed and distrusted", certificateIs("needed"), outcome())
                        .with(EngineCast.DISTRUSTFUL_SERVER),
                script("certificate wanted and distrusted", certificateIs("wanted"), outcome())
                        .with(EngineCast.DISTRUSTFUL_SERVER),
                script("server distrusted", outcome()).with(EngineCast.DISTRUSTFUL_CLIENT),
                script("trust manager throws", outcome()).with(EngineCast.BROKEN_CLIENT),
                script("server without a key", outcome()).with(EngineCast.KEYLESS_SERVER),
                script("no suite in common", suites(CLIENT, 256), suites(SERVER, 128), outcome()),
                script("no suite at all", suites(CLIENT, 0), outcome()),
                script("no suite at a server", suites(SERVER, 0), outcome()),
                script("no version in common", versions(CLIENT, "TLSv1.3"), versions(SERVER, "TLSv1.2"), outcome()),
                script(
                        "no version in common, the other way",
                        versions(CLIENT, "TLSv1.2"),
                        versions(SERVER, "TLSv1.3"),
                        outcome()),
                script("no new session for a client", session(CLIENT), outcome()),
                script("no new session at a server", session(SERVER), outcome()));
    }

    private static EngineStep suites(EngineActor actor, int bits) {
        String[] suites = bits == 0
                ? new String[0]
                : bits == 128
                        ? new String[] {"TLS_AES_128_GCM_SHA256", "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256"}
                        : new String[] {"TLS_AES_256_GCM_SHA384", "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384"};
        return actor.call("enables AES-" + bits, engine -> {
            engine.setEnabledCipherSuites(suites);
            return null;
        });
    }

    private static EngineStep versions(EngineActor actor, String version) {
        return actor.call("enables " + version, engine -> {
            engine.setEnabledProtocols(new String[] {version});
            return null;
        });
    }

    private static EngineStep session(EngineActor actor) {
        return actor.call("setEnableSessionCreation(false)", engine -> {
            engine.setEnableSessionCreation(false);
            return null;
        });
    }
}
