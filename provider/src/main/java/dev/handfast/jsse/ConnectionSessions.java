package dev.handfast.jsse;

import dev.handfast.HandfastParameters;
import dev.handfast.handshake.SessionStore;
import dev.handfast.handshake.StatelessTickets;
import dev.handfast.handshake.Tickets;
import dev.handfast.message.ServerName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Which sessions one connection may resume, and where those go that it leaves.
 *
 * @param binding see {@link SessionBinding}
 * @param client empty for a server, and for a client that does not resume
 * @param tickets of a server
 * @param ids of a server
 */
record ConnectionSessions(byte[] binding, Optional<ClientSessions> client, Tickets tickets, Tickets ids) {

    /**
     * As in the JDK, a client resumes with a peer that it was told by name and port.
     *
     * @param names what it will send
     */
    static ConnectionSessions ofClient(
            ContextState context, HandfastParameters set, Session session, List<ServerName> names) {
        byte[] binding = context.binding().ofClient(set);
        String host = session.getPeerHost();
        int port = session.getPeerPort();
        Optional<ClientSessions> sessions = host == null || port <= 0
                ? Optional.empty()
                : Optional.of(new ClientSessions(
                        context.clientSessions(), new SessionPeer(host, port, names, binding), session));
        return new ConnectionSessions(binding, sessions, Tickets.NONE, Tickets.NONE);
    }

    /** The tickets of a server that keeps its sessions itself are names of what it keeps. */
    static ConnectionSessions ofServer(ContextState context, HandfastParameters set, Session session) {
        SessionRules rules = context.policy().sessions();
        SessionContext remembered = context.serverSessions();
        Duration ofContext = remembered.lifetime();
        Duration lifetime = ofContext.compareTo(rules.ticketLifetime()) < 0 ? ofContext : rules.ticketLifetime();
        int count = rules.ticketCount();
        Tickets tickets = rules.serverTickets()
                ? new ServerTickets(
                        new StatelessTickets(
                                context.ticketKeys().of(set), context.random(), count, lifetime, context.knownChains()),
                        remembered,
                        session)
                : new RememberedSessions(remembered, session, count, lifetime);
        return new ConnectionSessions(
                context.binding().ofServer(set),
                Optional.empty(),
                tickets,
                new RememberedSessions(remembered, session, 1, lifetime));
    }

    SessionStore store() {
        return client.isPresent() ? client.get() : SessionStore.NONE;
    }

    /** Whether a client has a session to offer. */
    boolean canResume() {
        return client.isPresent() && client.get().hasAny();
    }
}
