package dev.handfast.apps;

import java.util.stream.Stream;

/** MongoDB's drivers and a server of the same protocol in Java. */
class MongoDbTest extends ApplicationTest {
    @Override
    Stream<Scenario> scenarios() {
        return Stream.of(
                Scenario.both("MongoDB driver, mongo-java-server", MongoDb.SYNC, MongoJavaServer.IN_MEMORY)
                        .of("mongodb-driver-sync")
                        .speaking("MongoDB's protocol"),
                Scenario.both("MongoDB reactive driver, mongo-java-server", MongoDb.REACTIVE, MongoJavaServer.IN_MEMORY)
                        .of("mongodb-driver-reactivestreams")
                        .speaking("MongoDB's protocol"));
    }
}
