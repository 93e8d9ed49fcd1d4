package dev.handfast.apps;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.connection.ServerDescription;
import com.mongodb.connection.TransportSettings;
import com.mongodb.event.ClusterDescriptionChangedEvent;
import com.mongodb.event.ClusterListener;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import reactor.core.publisher.Mono;

/** MongoDB's drivers with what a URI makes of them: the default context of the JVM. */
enum MongoDb implements Client {
    /** Sockets. */
    SYNC {
        @Override
        String echo(MongoClientSettings settings, CompletableFuture<Void> reached) throws Exception {
            try (var client = MongoClients.create(settings)) {
                reached.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
                MongoCollection<Document> pages = client.getDatabase("test").getCollection("pages");
                pages.insertOne(new Document("text", Page.TEXT));
                return pages.find().first().getString("text");
            }
        }
    },

    /** Engines over NIO. */
    REACTIVE {
        @Override
        String echo(MongoClientSettings settings, CompletableFuture<Void> reached) throws Exception {
            var async = MongoClientSettings.builder(settings)
                    .transportSettings(TransportSettings.asyncBuilder().build())
                    .build();
            try (var client = com.mongodb.reactivestreams.client.MongoClients.create(async)) {
                reached.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
                var pages = client.getDatabase("test").getCollection("pages");
                Mono.from(pages.insertOne(new Document("text", Page.TEXT))).block();
                return Mono.from(pages.find().first()).block().getString("text");
            }
        }
    };

    private static final int TIMEOUT_SECONDS = 60;

    /** @param reached is complete when the server was spoken to, and fails with what the driver would only hide in a message */
    abstract String echo(MongoClientSettings settings, CompletableFuture<Void> reached) throws Exception;

    @Override
    public String talk(int port) throws Exception {
        var reached = new CompletableFuture<Void>();
        var settings = MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString("mongodb://localhost:" + port + "/?tls=true"))
                .applyToClusterSettings(cluster -> cluster.addClusterListener(new Watching(reached)))
                .build();
        Page.check(echo(settings, reached));
        return "MongoDB's protocol";
    }

    /** The driver tries again and again for as long as it waits for a server; a first refusal is enough here. */
    private record Watching(CompletableFuture<Void> reached) implements ClusterListener {
        @Override
        public void clusterDescriptionChanged(ClusterDescriptionChangedEvent event) {
            for (ServerDescription server : event.getNewDescription().getServerDescriptions()) {
                if (server.isOk()) {
                    reached.complete(null);
                } else if (server.getException() != null) {
                    reached.completeExceptionally(server.getException());
                }
            }
        }
    }
}
