package dev.handfast.jsse;

import static dev.handfast.jsse.EngineActor.CLIENT;
import static dev.handfast.jsse.EngineActor.Part;
import static dev.handfast.jsse.EngineActor.Room;
import static dev.handfast.jsse.EngineActor.SERVER;
import static dev.handfast.jsse.EngineScript.exchange;
import static dev.handfast.jsse.EngineScript.script;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What must not come, and what comes of it. */
final class EngineFaultScripts {
    private static final Map<String, byte[]> UNEXPECTED = new TreeMap<>(Map.ofEntries(
            Map.entry("HTTP", "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII)),
            Map.entry("five bytes of garbage", new byte[] {1, 2, 3, 4, 5}),
            Map.entry("zeros", new byte[20]),
            Map.entry("a fatal alert", bytes(21, 3, 3, 0, 2, 2, 40)),
            Map.entry("a warning", bytes(21, 3, 3, 0, 2, 1, 90)),
            Map.entry("a farewell", bytes(21, 3, 3, 0, 2, 1, 90, 21, 3, 3, 0, 2, 1, 0)),
            Map.entry("close_notify", bytes(21, 3, 3, 0, 2, 1, 0)),
            Map.entry("half an alert", bytes(21, 3, 3, 0, 1, 2)),
            Map.entry("an alert of no level", bytes(21, 3, 3, 0, 2, 9, 40)),
            Map.entry("an unknown alert", bytes(21, 3, 3, 0, 2, 2, 199)),
            Map.entry("ChangeCipherSpec", bytes(20, 3, 3, 0, 1, 1)),
            Map.entry("data", bytes(23, 3, 3, 0, 3, 1, 2, 3)),
            Map.entry("a record of no type", bytes(99, 3, 3, 0, 3, 1, 2, 3)),
            Map.entry("a record of no version", bytes(22, 9, 9, 0, 3, 1, 2, 3)),
            Map.entry("a record too long", bytes(22, 3, 3, 0x7F, 0xFF)),
            Map.entry("an empty handshake record", bytes(22, 3, 3, 0, 0)),
            Map.entry("a message of no type", bytes(22, 3, 3, 0, 4, 99, 0, 0, 0)),
            Map.entry("a hello of nothing", bytes(22, 3, 3, 0, 4, 1, 0, 0, 0)),
            Map.entry("HelloRequest", bytes(22, 3, 3, 0, 4, 0, 0, 0, 0))));

    private EngineFaultScripts() {}

    static List<EngineScript> all() {
        return Stream.of(first(), behindTheHello(), onAnOpenConnection(), damaged())
                .flatMap(List::stream)
                .toList();
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    /** Every call, on an engine that has met a fault. */
    private static List<EngineStep> afterwards(EngineActor actor) {
        return List.of(
                actor.unwrap(),
                actor.wrap(5),
                actor.wrap(5),
                actor.unwrap(),
                actor.unwrap().of(Part.NOTHING).into(Room.NONE),
                actor.work(),
                actor.begin(),
                actor.closeInbound(),
                actor.closeOutbound(),
                actor.wrap(0));
    }

    /** The first that a server, which expects a hello, hears. */
    private static List<EngineScript> first() {
        var scripts = new ArrayList<EngineScript>();
        UNEXPECTED.forEach((name, bytes) -> scripts.add(
                script("server hears " + name, SERVER.hears(name, bytes), SERVER.take(), afterwards(SERVER))));
        return scripts;
    }

    /** The first that a client, which has said hello, hears. */
    private static List<EngineScript> behindTheHello() {
        var scripts = new ArrayList<EngineScript>();
        UNEXPECTED.forEach((name, bytes) -> scripts.add(script(
                "client hears " + name,
                CLIENT.flight(),
                CLIENT.hears(name, bytes),
                CLIENT.take(),
                afterwards(CLIENT))));
        return scripts;
    }

    /** Not protected, though keys are there. */
    private static List<EngineScript> onAnOpenConnection() {
        var scripts = new ArrayList<EngineScript>();
        UNEXPECTED.forEach((name, bytes) -> scripts.add(script(
                "open client hears " + name,
                exchange(),
                CLIENT.hears(name, bytes),
                CLIENT.take(),
                afterwards(CLIENT))));
        return scripts;
    }

    private static List<EngineScript> damaged() {
        return List.of(
                script(
                        "forged data",
                        exchange(),
                        CLIENT.wrap(5),
                        SERVER.hearsItForged(),
                        SERVER.unwrap(),
                        SERVER.wrap(5),
                        CLIENT.take(),
                        afterwards(SERVER),
                        afterwards(CLIENT)),
                script(
                        "alert without room",
                        exchange(),
                        CLIENT.wrap(5),
                        SERVER.hearsItForged(),
                        SERVER.unwrap().into(Room.NONE),
                        SERVER.unwrap(),
                        SERVER.wrap(5).into(Room.NONE),
                        SERVER.wrap(0).into(Room.PACKET),
                        SERVER.wrap(0)),
                script(
                        "data twice",
                        exchange(),
                        CLIENT.wrap(5),
                        SERVER.hearsItTwice(),
                        SERVER.take(),
                        afterwards(SERVER)),
                script(
                        "record lost",
                        exchange(),
                        CLIENT.wrap(5),
                        SERVER.missesIt(),
                        CLIENT.wrap(6),
                        SERVER.take(),
                        afterwards(SERVER)),
                script(
                        "server's flight forged",
                        CLIENT.flight(),
                        SERVER.take(),
                        SERVER.flight(),
                        CLIENT.hearsItForged(),
                        exchange()),
                script(
                                "client's flight forged",
                                CLIENT.flight(),
                                SERVER.take(),
                                SERVER.flight(),
                                CLIENT.take(),
                                CLIENT.flight(),
                                SERVER.hearsItForged(),
                                exchange())
                        .in("TLSv1.2"),
                script(
                        "hello twice",
                        CLIENT.flight(),
                        SERVER.hearsItTwice(),
                        SERVER.take(),
                        SERVER.flight(),
                        SERVER.take()));
    }
}
