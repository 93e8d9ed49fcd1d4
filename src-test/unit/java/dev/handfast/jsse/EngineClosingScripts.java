package dev.handfast.jsse;

import static dev.handfast.jsse.EngineActor.CLIENT;
import static dev.handfast.jsse.EngineActor.Room;
import static dev.handfast.jsse.EngineActor.SERVER;
import static dev.handfast.jsse.EngineScript.exchange;
import static dev.handfast.jsse.EngineScript.script;

import java.util.List;
import java.util.stream.Stream;

/** Closing, in every order and at every time. */
final class EngineClosingScripts {

    private EngineClosingScripts() {}

    static List<EngineScript> all() {
        return Stream.of(open(), early(), inHandshake()).flatMap(List::stream).toList();
    }

    /** Every call, on a connection that is over. */
    private static List<EngineStep> afterTheEnd(EngineActor actor) {
        return List.of(
                actor.wrap(0),
                actor.wrap(5),
                actor.wrap(5).into(Room.NONE),
                actor.unwrap(),
                actor.hears("garbage", new byte[30]),
                actor.unwrap(),
                actor.unwrap().into(Room.NONE),
                actor.begin(),
                actor.closeInbound(),
                actor.closeOutbound(),
                actor.wrap(0),
                actor.work());
    }

    private static List<EngineScript> open() {
        return List.of(
                script(
                        "closed one after the other",
                        exchange(),
                        CLIENT.closeOutbound(),
                        CLIENT.wrap(5),
                        CLIENT.wrap(5),
                        CLIENT.unwrap(),
                        SERVER.unwrap(),
                        SERVER.unwrap(),
                        SERVER.wrap(0),
                        CLIENT.take(),
                        SERVER.closeInbound(),
                        SERVER.closeOutbound(),
                        SERVER.wrap(0),
                        CLIENT.take(),
                        afterTheEnd(CLIENT),
                        afterTheEnd(SERVER)),
                script(
                        "server closes first",
                        exchange(),
                        SERVER.closeOutbound(),
                        SERVER.closeOutbound(),
                        SERVER.wrap(0),
                        CLIENT.unwrap(),
                        CLIENT.wrap(5),
                        SERVER.unwrap(),
                        CLIENT.closeOutbound(),
                        CLIENT.wrap(5),
                        SERVER.take(),
                        afterTheEnd(SERVER)),
                script(
                        "closed at the same time",
                        exchange(),
                        CLIENT.closeOutbound(),
                        SERVER.closeOutbound(),
                        CLIENT.wrap(0),
                        SERVER.wrap(0),
                        CLIENT.unwrap(),
                        SERVER.unwrap(),
                        afterTheEnd(CLIENT)),
                script(
                        "close_notify without room",
                        exchange(),
                        CLIENT.closeOutbound(),
                        CLIENT.wrap(0).into(Room.NONE),
                        CLIENT.wrap(5).into(Room.ONE_BYTE),
                        CLIENT.wrap(5).into(Room.PACKET),
                        SERVER.unwrap().into(Room.NONE)),
                script(
                        "close_notify behind data",
                        exchange(),
                        CLIENT.wrap(10),
                        CLIENT.closeOutbound(),
                        CLIENT.wrap(5),
                        SERVER.unwrap(),
                        SERVER.unwrap(),
                        SERVER.unwrap()),
                script(
                        "data on their way to who has closed",
                        exchange(),
                        SERVER.wrap(10),
                        CLIENT.closeOutbound(),
                        CLIENT.unwrap(),
                        CLIENT.wrap(0),
                        SERVER.wrap(10),
                        CLIENT.unwrap(),
                        CLIENT.unwrap()),
                script(
                        "garbage behind close_notify",
                        exchange(),
                        CLIENT.closeOutbound(),
                        CLIENT.wrap(0),
                        SERVER.hears("garbage", new byte[30]),
                        SERVER.unwrap(),
                        SERVER.unwrap(),
                        SERVER.unwrap()),
                script(
                        "inbound closed too early",
                        exchange(),
                        CLIENT.closeInbound(),
                        CLIENT.closeInbound(),
                        CLIENT.unwrap(),
                        CLIENT.wrap(5),
                        CLIENT.closeOutbound(),
                        CLIENT.wrap(5),
                        CLIENT.wrap(5),
                        CLIENT.unwrap(),
                        SERVER.take()),
                script(
                        "inbound closed between outbound and its record",
                        exchange(),
                        CLIENT.closeOutbound(),
                        CLIENT.closeInbound(),
                        CLIENT.wrap(5),
                        CLIENT.wrap(5)),
                script(
                        "begun after outbound was closed",
                        exchange(),
                        CLIENT.closeOutbound(),
                        CLIENT.wrap(0),
                        CLIENT.begin()));
    }

    private static List<EngineScript> early() {
        return Stream.of(CLIENT, SERVER)
                .flatMap(actor -> Stream.of(
                        script(
                                "unused " + actor + " closed",
                                actor.closeInbound(),
                                actor.closeOutbound(),
                                afterTheEnd(actor)),
                        script("unused " + actor + " closed outbound", actor.closeOutbound(), afterTheEnd(actor)),
                        script("unused " + actor + " closed inbound", actor.closeInbound(), afterTheEnd(actor)),
                        script(
                                "begun " + actor + " closed",
                                actor.begin(),
                                actor.closeOutbound(),
                                actor.flight(),
                                actor.wrap(5),
                                afterTheEnd(actor)),
                        script(
                                "begun " + actor + " closed inbound",
                                actor.begin(),
                                actor.closeInbound(),
                                afterTheEnd(actor))))
                .toList();
    }

    private static List<EngineScript> inHandshake() {
        return List.of(
                script(
                        "client closes behind its hello",
                        CLIENT.flight(),
                        CLIENT.closeOutbound(),
                        CLIENT.flight(),
                        SERVER.unwrap(),
                        SERVER.work(),
                        SERVER.flight(),
                        SERVER.take(),
                        SERVER.flight()),
                script(
                        "client closes inbound behind its hello",
                        CLIENT.flight(),
                        CLIENT.closeInbound(),
                        CLIENT.flight(),
                        CLIENT.wrap(0)),
                script(
                        "server closes while its tasks wait",
                        CLIENT.flight(),
                        SERVER.unwrap(),
                        SERVER.closeOutbound(),
                        SERVER.work(),
                        SERVER.flight(),
                        SERVER.wrap(0),
                        CLIENT.take()),
                script(
                        "server closes before its flight",
                        CLIENT.flight(),
                        SERVER.take(),
                        SERVER.closeOutbound(),
                        SERVER.flight(),
                        SERVER.wrap(0)),
                script(
                        "server closes behind its flight",
                        CLIENT.flight(),
                        SERVER.take(),
                        SERVER.flight(),
                        SERVER.closeOutbound(),
                        SERVER.flight(),
                        exchange()));
    }
}
