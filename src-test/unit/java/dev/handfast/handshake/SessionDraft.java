package dev.handfast.handshake;

import dev.handfast.crypto.Secret;
import java.time.Instant;

/** A session that is like another but for what is said; it has the other's secret. */
public record SessionDraft(ResumableSession like) {

    public static SessionDraft of(ResumableSession like) {
        return new SessionDraft(like);
    }

    public SessionDraft negotiated(Negotiated negotiated) {
        return with(negotiated, like.binding(), like.secret(), like.issued(), like.authenticated());
    }

    public SessionDraft binding(byte... binding) {
        return with(like.negotiated(), binding, like.secret(), like.issued(), like.authenticated());
    }

    public SessionDraft secret(Secret secret) {
        return with(like.negotiated(), like.binding(), secret, like.issued(), like.authenticated());
    }

    public SessionDraft authenticated(Instant authenticated) {
        return with(like.negotiated(), like.binding(), like.secret(), like.issued(), authenticated);
    }

    /** It was made at {@code issued}, and the peer was authenticated then. */
    public SessionDraft issued(Instant issued) {
        return with(like.negotiated(), like.binding(), like.secret(), issued, issued);
    }

    private SessionDraft with(
            Negotiated negotiated, byte[] binding, Secret secret, Instant issued, Instant authenticated) {
        return new SessionDraft(new ResumableSession(
                negotiated,
                binding,
                secret,
                like.ageAdd(),
                issued,
                like.lifetime(),
                like.identity(),
                like.maxEarlyData(),
                authenticated));
    }

    public ResumableSession session() {
        return like;
    }
}
