package dev.handfast.jsse;

import static dev.handfast.jsse.EngineActor.CLIENT;
import static dev.handfast.jsse.EngineActor.Part;
import static dev.handfast.jsse.EngineActor.Room;
import static dev.handfast.jsse.EngineActor.SERVER;
import static dev.handfast.jsse.EngineScript.exchange;
import static dev.handfast.jsse.EngineScript.script;

import java.util.List;
import java.util.stream.Stream;

/** Data in all kinds of buffers, and keys that change meanwhile. */
final class EngineDataScripts {

    private EngineDataScripts() {}

    static List<EngineScript> all() {
        return Stream.of(sizes(), kinds(), records(), keys())
                .flatMap(List::stream)
                .toList();
    }

    private static List<EngineScript> sizes() {
        return List.of(
                script(
                        "nothing to say",
                        exchange(),
                        CLIENT.wrap(0),
                        CLIENT.wrap(0).into(Room.PACKET),
                        SERVER.unwrap()),
                script("nothing to say and no room", exchange(), CLIENT.wrap(0).into(Room.NONE), CLIENT.gather()),
                script("a byte", exchange(), CLIENT.wrap(1), SERVER.unwrap(), SERVER.wrap(1), CLIENT.unwrap()),
                script(
                        "a full record",
                        exchange(),
                        CLIENT.wrap(16384),
                        SERVER.unwrap().into(Room.APPLICATION)),
                script("more than a record", exchange(), CLIENT.wrap(16385), SERVER.unwrap(), SERVER.unwrap()),
                script("several records to be made", exchange(), CLIENT.wrap(40_000), SERVER.unwrap(), SERVER.unwrap()),
                script(
                        "full record into a packet",
                        exchange(),
                        CLIENT.wrap(16384).into(Room.PACKET),
                        SERVER.unwrap()),
                script(
                        "data without room",
                        exchange(),
                        CLIENT.wrap(100).into(Room.NONE),
                        CLIENT.wrap(100).into(Room.ONE_BYTE),
                        CLIENT.wrap(100).into(Room.HEADER),
                        CLIENT.wrap(100).into(Room.PACKET),
                        SERVER.unwrap()),
                script(
                        "data into all but a packet",
                        exchange(),
                        CLIENT.wrap(100).into(Room.PACKET_BUT_ONE_BYTE)),
                script(
                        "record without room",
                        exchange(),
                        CLIENT.wrap(100),
                        SERVER.unwrap().into(),
                        SERVER.unwrap().into(Room.NONE),
                        SERVER.unwrap().into(Room.ONE_BYTE),
                        SERVER.unwrap().into(Room.ONE_BYTE, Room.ONE_BYTE),
                        SERVER.unwrap().into(Room.CONTENT_BUT_ONE_BYTE),
                        SERVER.unwrap().of(Part.FIRST_BYTE),
                        SERVER.unwrap().into(Room.APPLICATION),
                        SERVER.unwrap()),
                script(
                        "record into its content's room",
                        exchange(),
                        CLIENT.wrap(100),
                        SERVER.unwrap().into(Room.CONTENT)),
                script(
                        "record into its own room",
                        exchange(),
                        CLIENT.wrap(100),
                        SERVER.unwrap().into(Room.RECORD)),
                script(
                        "full record into its own room",
                        exchange(),
                        CLIENT.wrap(16384),
                        SERVER.unwrap().into(Room.RECORD)));
    }

    private static List<EngineScript> kinds() {
        return Stream.of(BufferKind.HEAP, BufferKind.SLICED, BufferKind.DIRECT)
                .map(kind -> script(
                        "buffers that are " + kind,
                        exchange(),
                        CLIENT.wrap(1000).as(kind),
                        SERVER.unwrap().of(Part.NOTHING).as(kind),
                        SERVER.unwrap().of(Part.HEADER).as(kind),
                        SERVER.unwrap().of(Part.RECORD_BUT_ONE_BYTE).as(kind),
                        SERVER.unwrap().as(kind),
                        SERVER.wrap(20_000).as(kind),
                        SERVER.wrap(5).as(kind).into(Room.ONE_BYTE),
                        CLIENT.unwrap().as(kind).into(Room.ONE_BYTE),
                        CLIENT.unwrap().as(kind).into(Room.APPLICATION)))
                .toList();
    }

    private static List<EngineScript> records() {
        return List.of(
                script(
                        "several records at once",
                        exchange(),
                        CLIENT.wrap(10),
                        CLIENT.wrap(20),
                        CLIENT.wrap(30),
                        SERVER.unwrap(),
                        SERVER.unwrap().into(Room.ONE_BYTE),
                        SERVER.unwrap(),
                        SERVER.unwrap().of(Part.RECORD),
                        SERVER.unwrap(),
                        SERVER.unwrap().into(Room.NONE)),
                script("record byte by byte", exchange(), CLIENT.wrap(50), SERVER.unwrapByteByByte(), SERVER.unwrap()),
                script(
                        "gathered and scattered",
                        exchange(),
                        CLIENT.gather(10, 0, 20, 1),
                        SERVER.unwrap().into(Room.ONE_BYTE, Room.NONE, Room.HEADER, Room.AMPLE),
                        CLIENT.gather(16_000, 16_000),
                        SERVER.unwrap().into(Room.APPLICATION, Room.APPLICATION),
                        CLIENT.gather(0, 0)),
                script(
                        "read-only record",
                        exchange(),
                        CLIENT.wrap(1000).as(BufferKind.READ_ONLY),
                        SERVER.unwrap().of(Part.RECORD_BUT_ONE_BYTE).as(BufferKind.READ_ONLY),
                        SERVER.unwrap().as(BufferKind.READ_ONLY)),
                script(
                        "nothing arrives",
                        exchange(),
                        SERVER.unwrap(),
                        CLIENT.unwrap().into(Room.NONE),
                        CLIENT.unwrap().into()));
    }

    private static List<EngineScript> keys() {
        return Stream.of(CLIENT, SERVER)
                .flatMap(actor -> Stream.of(
                        script(
                                        actor + " begins again",
                                        exchange(),
                                        actor.begin(),
                                        actor.begin(),
                                        actor.flight(),
                                        actor.other().take(),
                                        actor.other().flight(),
                                        actor.take(),
                                        exchange(),
                                        actor.wrap(5),
                                        actor.other().take())
                                .in("TLSv1.3"),
                        script(actor + " begins again", exchange(), actor.begin(), exchange())
                                .in("TLSv1.2")))
                .toList();
    }
}
