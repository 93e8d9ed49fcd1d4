package dev.handfast.jsse;

import dev.handfast.jsse.EngineActor.Part;
import dev.handfast.jsse.EngineActor.Room;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;

/** One line of an {@link EngineScript}: what it is, and how it is done on a stage. Made by {@link EngineActor}. */
interface EngineStep {

    /** What the engine answered, and how it stands then. */
    String on(EngineStage stage);

    /** A call of an engine; what it returns is written down, nothing if that is null. */
    @FunctionalInterface
    interface Call {
        Object of(SSLEngine engine) throws Exception;
    }

    record Wrap(EngineActor actor, int[] data, Room room, BufferKind kind) implements EngineStep {
        Wrap into(Room other) {
            return new Wrap(actor, data, other, kind);
        }

        Wrap as(BufferKind other) {
            return new Wrap(actor, data, room, other);
        }

        @Override
        public String on(EngineStage stage) {
            ByteBuffer[] sources = IntStream.of(data)
                    .mapToObj(length -> kind.source(EngineHandshakeTest.pattern(length)))
                    .toArray(ByteBuffer[]::new);
            ByteBuffer out = kind.room(stage.size(actor, room));
            String answer = stage.wrapped(
                    actor,
                    engine -> sources.length == 1
                            ? engine.wrap(sources[0], out)
                            : engine.wrap(sources, 0, sources.length, out));
            stage.arrive(actor.other(), EngineStage.content(out));
            stage.sent(Stream.of(sources).mapToInt(ByteBuffer::position).sum());
            return answer;
        }

        @Override
        public String toString() {
            return actor + ".wrap(" + Arrays.toString(data) + " into " + room + ", " + kind + ")";
        }
    }

    record Unwrap(EngineActor actor, Part part, Room[] rooms, BufferKind kind) implements EngineStep {
        Unwrap of(Part other) {
            return new Unwrap(actor, other, rooms, kind);
        }

        /** Several make a scattering unwrap, none one without any destination. */
        Unwrap into(Room... others) {
            return new Unwrap(actor, part, others, kind);
        }

        Unwrap as(BufferKind other) {
            return new Unwrap(actor, part, rooms, other);
        }

        @Override
        public String on(EngineStage stage) {
            ByteBuffer source = kind.source(stage.arrived(actor, part));
            ByteBuffer[] targets = Stream.of(rooms)
                    .map(room -> kind.room(stage.size(actor, room)))
                    .toArray(ByteBuffer[]::new);
            String answer = stage.unwrapped(
                    actor,
                    engine -> targets.length == 1
                            ? engine.unwrap(source, targets[0])
                            : engine.unwrap(source, targets, 0, targets.length));
            stage.taken(actor, source.position());
            return answer;
        }

        @Override
        public String toString() {
            return actor + ".unwrap(" + part + " into " + Arrays.toString(rooms) + ", " + kind + ")";
        }
    }

    /** See {@link EngineActor#unwrapByteByByte}. */
    record Drip(EngineActor actor) implements EngineStep {
        @Override
        public String on(EngineStage stage) {
            byte[] record = stage.arrived(actor, Part.RECORD);
            var answers = new ArrayList<String>();
            for (int length = 0; length < record.length; length++) {
                ByteBuffer part = ByteBuffer.wrap(Arrays.copyOf(record, length));
                note(answers, stage.unwrapped(actor, engine -> engine.unwrap(part, ByteBuffer.allocate(20_000))));
            }
            return String.join(" > ", answers);
        }
    }

    /** See {@link EngineActor#flight}. */
    record Flight(EngineActor actor) implements EngineStep {
        @Override
        public String on(EngineStage stage) {
            var answers = new ArrayList<String>();
            do {
                note(answers, actor.wrap(0).on(stage));
            } while (stage.engine(actor).getHandshakeStatus() == HandshakeStatus.NEED_WRAP && stage.goesOn());
            return String.join(" > ", answers);
        }
    }

    /** See {@link EngineActor#take}. */
    record Take(EngineActor actor) implements EngineStep {
        @Override
        public String on(EngineStage stage) {
            var answers = new ArrayList<String>();
            for (boolean moved = true; moved && stage.goesOn(); ) {
                int waiting = stage.waiting(actor);
                moved = switch (stage.engine(actor).getHandshakeStatus()) {
                    case NEED_TASK -> note(answers, actor.work().on(stage));
                    case NEED_WRAP -> false;
                    default -> waiting > 0 && note(answers, actor.unwrap().on(stage)) && stage.waiting(actor) < waiting;
                };
            }
            return String.join(" > ", answers);
        }
    }

    /** See {@link EngineScript#exchange}; the answer is what came of it for each side, not how many calls that took. */
    record Exchange() implements EngineStep {
        @Override
        public String on(EngineStage stage) {
            var outcomes = new EnumMap<EngineActor, List<String>>(EngineActor.class);
            for (EngineActor actor : EngineActor.values()) {
                outcomes.put(actor, new ArrayList<>());
            }
            note(
                    outcomes.get(EngineActor.CLIENT),
                    outcome(EngineActor.CLIENT.wrap(0).on(stage)));
            for (boolean moved = true; moved && stage.goesOn(); ) {
                moved = moves(EngineActor.SERVER, stage, outcomes.get(EngineActor.SERVER));
                moved |= moves(EngineActor.CLIENT, stage, outcomes.get(EngineActor.CLIENT));
            }
            return Stream.of(EngineActor.values())
                    .map(actor -> actor
                            + outcomes.get(actor).stream()
                                    .filter(outcome -> !outcome.isEmpty())
                                    .distinct()
                                    .collect(Collectors.joining(" ", " ", " "))
                            + stage.state(actor))
                    .collect(Collectors.joining("; "));
        }

        private static boolean moves(EngineActor actor, EngineStage stage, List<String> outcomes) {
            int waiting = stage.waiting(actor);
            EngineStep step = switch (stage.engine(actor).getHandshakeStatus()) {
                case NEED_TASK -> actor.work();
                case NEED_WRAP -> actor.wrap(0);
                default -> waiting > 0 ? actor.unwrap() : null;
            };
            if (step == null) {
                return false;
            }
            String outcome = outcome(step.on(stage));
            outcomes.add(outcome);
            return !(step instanceof Unwrap) || stage.waiting(actor) < waiting || outcome.endsWith("Exception");
        }

        /** What was thrown, or that the handshake was finished. */
        private static String outcome(String answer) {
            return answer.contains("Exception")
                    ? answer.substring(0, answer.indexOf(' '))
                    : answer.contains("FINISHED") ? "FINISHED" : "";
        }
    }

    /** See {@link EngineActor#work}. */
    record Work(EngineActor actor) implements EngineStep {
        @Override
        public String on(EngineStage stage) {
            return stage.answer(actor, engine -> {
                String count = "no task";
                for (Runnable task; (task = engine.getDelegatedTask()) != null; count = "tasks") {
                    task.run();
                }
                return count;
            });
        }
    }

    record Other(EngineActor actor, String name, Call call) implements EngineStep {
        @Override
        public String on(EngineStage stage) {
            return stage.answer(actor, call);
        }

        @Override
        public String toString() {
            return actor + "." + name;
        }
    }

    /** Not a call: something happens to the bytes on their way. */
    record Transport(String name, java.util.function.Consumer<EngineStage> event) implements EngineStep {
        @Override
        public String on(EngineStage stage) {
            event.accept(stage);
            return "";
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** What is answered many times in a row is written down once. */
    private static boolean note(List<String> answers, String answer) {
        if (answers.isEmpty() || !answers.get(answers.size() - 1).equals(answer)) {
            answers.add(answer);
        }
        return true;
    }
}
