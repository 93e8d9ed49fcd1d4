package dev.handfast.jsse;

/** One side of an {@link EngineScript}, and what it can be told to do. */
enum EngineActor {
    CLIENT,
    SERVER;

    EngineActor other() {
        return this == CLIENT ? SERVER : CLIENT;
    }

    // ---- calls of wrap and unwrap

    /** So many bytes of data, into an ample buffer; what comes out travels to the other side. */
    EngineStep.Wrap wrap(int data) {
        return new EngineStep.Wrap(this, new int[] {data}, Room.AMPLE, BufferKind.HEAP);
    }

    /** The data lie in several buffers. */
    EngineStep.Wrap gather(int... parts) {
        return new EngineStep.Wrap(this, parts, Room.AMPLE, BufferKind.HEAP);
    }

    /** All that has arrived is shown, with ample room. */
    EngineStep.Unwrap unwrap() {
        return new EngineStep.Unwrap(this, Part.ALL, new Room[] {Room.AMPLE}, BufferKind.HEAP);
    }

    /** As many calls as there are bytes in the record that has arrived: each shows one more of them, none shows all. */
    EngineStep unwrapByteByByte() {
        return new EngineStep.Drip(this);
    }

    // ---- several calls, as an application would make them

    /** Wraps while that is what the engine needs, at least once. */
    EngineStep flight() {
        return new EngineStep.Flight(this);
    }

    /** Unwraps what has arrived and runs tasks, as long as that gets on. */
    EngineStep take() {
        return new EngineStep.Take(this);
    }

    /** Runs all tasks that the engine hands out. */
    EngineStep work() {
        return new EngineStep.Work(this);
    }

    // ---- other calls

    EngineStep begin() {
        return call("beginHandshake()", engine -> {
            engine.beginHandshake();
            return null;
        });
    }

    EngineStep closeOutbound() {
        return call("closeOutbound()", engine -> {
            engine.closeOutbound();
            return null;
        });
    }

    EngineStep closeInbound() {
        return call("closeInbound()", engine -> {
            engine.closeInbound();
            return null;
        });
    }

    /** A call whose answer is written down as text. */
    EngineStep call(String name, EngineStep.Call call) {
        return new EngineStep.Other(this, name, call);
    }

    // ---- what happens on the way to this side

    /** Bytes arrive that the other side has not sent. */
    EngineStep hears(String name, byte[] bytes) {
        return new EngineStep.Transport(this + " hears " + name, stage -> stage.arrive(this, bytes));
    }

    /** All that has arrived and was not read is lost. */
    EngineStep missesIt() {
        return new EngineStep.Transport(this + " misses it", stage -> stage.lose(this));
    }

    /** One bit of the last byte that has arrived is another. */
    EngineStep hearsItForged() {
        return new EngineStep.Transport(this + " hears it forged", stage -> stage.forge(this));
    }

    /** What has arrived arrives again. */
    EngineStep hearsItTwice() {
        return new EngineStep.Transport(this + " hears it twice", stage -> stage.repeat(this));
    }

    /** How much of what has arrived an unwrap is shown. */
    enum Part {
        ALL,
        NOTHING,
        FIRST_BYTE,
        HEADER,
        RECORD_BUT_ONE_BYTE,
        RECORD
    }

    /** How large a destination is. */
    enum Room {
        NONE,
        ONE_BYTE,
        HEADER,
        /** A byte less than the content of the record that was made last. */
        CONTENT_BUT_ONE_BYTE,
        CONTENT,
        /** As long as the record that comes. */
        RECORD,
        /** What the session calls the size of a packet, less a byte. */
        PACKET_BUT_ONE_BYTE,
        PACKET,
        APPLICATION,
        AMPLE
    }
}
