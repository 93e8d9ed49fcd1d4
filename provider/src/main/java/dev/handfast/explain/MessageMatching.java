package dev.handfast.explain;

import dev.handfast.HandshakeEvent;
import dev.handfast.TlsMessage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Finds out which message that one side sent is which that the other received, and under which keys it went. TLS delivers in order,
 * so the first with the same bytes is the same.
 */
final class MessageMatching {
    private final Agreed agreed;
    private final Set<Side> heard = EnumSet.noneOf(Side.class);
    private final Map<Side, Keys> keys = new EnumMap<>(Side.class);
    private final List<TracedMessage> messages = new ArrayList<>();

    MessageMatching(Recording recording) {
        agreed = Agreed.of(recording);
        for (Side side : Side.values()) {
            if (recording.isHeard(side)) {
                heard.add(side);
            }
            keys.put(side, Keys.NONE);
        }
        for (int index = 0; index < recording.moments().size(); index++) {
            take(index, recording.moments().get(index));
        }
    }

    List<TracedMessage> messages() {
        return List.copyOf(messages);
    }

    /** Of a side that is listened to we know when it changes its keys; of the other, when its peer changes the keys to read it. */
    private void take(int index, Moment moment) {
        Side side = moment.side();
        Side peer = side.peer();
        if (moment.event() instanceof HandshakeEvent.WriteKeysChanged changed) {
            change(side, changed.epoch());
        } else if (moment.event() instanceof HandshakeEvent.ReadKeysChanged changed && !heard.contains(peer)) {
            change(peer, changed.epoch());
        } else if (moment.event() instanceof HandshakeEvent.MessageSent sent) {
            int known = find(side, sent.message(), true);
            if (known < 0) {
                add(index, side, OptionalLong.of(moment.nanos()), OptionalLong.empty(), sent.message());
            } else {
                messages.set(known, messages.get(known).sentAt(moment.nanos()));
            }
        } else if (moment.event() instanceof HandshakeEvent.MessageReceived received) {
            int known = find(peer, received.message(), false);
            if (known < 0) {
                add(index, peer, OptionalLong.empty(), OptionalLong.of(moment.nanos()), received.message());
            } else {
                messages.set(known, messages.get(known).receivedAt(moment.nanos()));
            }
        }
    }

    private void change(Side side, String epoch) {
        keys.compute(side, (owner, before) -> before.next(owner, epoch, agreed.isTls13()));
    }

    private void add(int moment, Side sender, OptionalLong sent, OptionalLong received, TlsMessage message) {
        List<Field> fields = Dissection.of(message.bytes(), agreed.protocol(), agreed.cipherSuite());
        messages.add(new TracedMessage(moment, sender, sent, received, message, keys.get(sender), fields));
    }

    /** The first message of {@code sender} with these bytes of which it is not known yet when it was sent, or received; or -1. */
    private int find(Side sender, TlsMessage message, boolean sending) {
        for (int index = 0; index < messages.size(); index++) {
            TracedMessage known = messages.get(index);
            boolean open = (sending ? known.sent() : known.received()).isEmpty();
            if (open
                    && known.sender() == sender
                    && Arrays.equals(known.message().bytes(), message.bytes())) {
                return index;
            }
        }
        return -1;
    }
}
