package dev.handfast.jsse;

import dev.handfast.HandfastParameters;
import dev.handfast.handshake.SessionStore;
import dev.handfast.handshake.StatelessTickets;
import dev.handfast.handshake.Tickets;
import dev.handfast.message.ServerName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Which sessions one connection may resume, and where those go that it leaves. */
final class ConnectionSessions {
    private final ContextState context;
    private final HandfastParameters set;
    private final SessionRules rules;
    private final Session session;
    private final List<ServerName> names;
    private final boolean client;
    private final byte[] binding;

    /** @param names what a client will send */
    ConnectionSessions(
            ContextState context, HandfastParameters set, Session session, List<ServerName> names, boolean client) {
        this.context = context;
        this.set = set;
        this.rules = context.policy().sessions();
        this.session = session;
        this.names = names;
        this.client = client;
        this.binding =
                client ? context.binding().ofClient(set) : context.binding().ofServer(set);
    }

    byte[] binding() {
        return binding;
    }

    /** As in the JDK, a client resumes with a peer that it was told by name and port. */
    SessionStore ofClient() {
        return peer().<SessionStore>map(
                        peer -> new ClientSessions(context.clientSessions(), peer, session, context.random()))
                .orElse(SessionStore.NONE);
    }

    /** Whether a client has a session to offer. */
    boolean canResume() {
        return peer().filter(context.clientSessions()::knows).isPresent();
    }

    private Optional<SessionPeer> peer() {
        String host = session.getPeerHost();
        return client && host != null && session.getPeerPort() > 0
                ? Optional.of(SessionPeer.of(host, session.getPeerPort(), names, binding))
                : Optional.empty();
    }

    /** Those of a server that keeps its sessions itself are names of what it keeps. */
    Tickets tickets() {
        if (client) {
            return Tickets.NONE;
        }
        if (!rules.serverTickets()) {
            return remembered(rules.ticketCount());
        }
        var sealed = new StatelessTickets(
                context.ticketKeys().of(set), context.random(), rules.ticketCount(), ticketLifetime());
        return new ServerTickets(sealed, context.serverSessions(), session);
    }

    Tickets ids() {
        return client ? Tickets.NONE : remembered(1);
    }

    private Tickets remembered(int count) {
        return new RememberedSessions(context.serverSessions(), session, context.random(), count, ticketLifetime());
    }

    private Duration ticketLifetime() {
        Duration ofContext = context.serverSessions().lifetime(Instant.ofEpochMilli(session.getCreationTime()));
        return ofContext.compareTo(rules.ticketLifetime()) < 0 ? ofContext : rules.ticketLifetime();
    }
}
