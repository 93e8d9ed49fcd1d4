package dev.handfast.apps;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.MethodDescriptor;
import io.grpc.ServerBuilder;
import io.grpc.ServerServiceDefinition;
import io.grpc.TlsServerCredentials;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.okhttp.OkHttpChannelBuilder;
import io.grpc.okhttp.OkHttpServerBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ServerCalls;
import io.netty.handler.codec.http2.Http2SecurityUtil;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** gRPC over its transports. */
enum Grpc implements Client, Server {
    /** Sockets. */
    OKHTTP {
        @Override
        ManagedChannelBuilder<?> channel(int port) {
            return OkHttpChannelBuilder.forAddress("localhost", port);
        }

        @Override
        ServerBuilder<?> server(Identity identity) throws IOException {
            var credentials = TlsServerCredentials.create(
                    identity.chain().toFile(), identity.key().toFile());
            return OkHttpServerBuilder.forPort(ANY_PORT, credentials);
        }
    },

    /** Engines, by a Netty context that the application builds for itself. */
    NETTY_OWN_CONTEXT {
        @Override
        ManagedChannelBuilder<?> channel(int port) throws IOException {
            var context = forHttp2(SslContextBuilder.forClient()).build();
            return NettyChannelBuilder.forAddress("localhost", port).sslContext(context);
        }

        @Override
        ServerBuilder<?> server(Identity identity) throws IOException {
            var context = SslContextBuilder.forServer(
                    identity.chain().toFile(), identity.key().toFile());
            return NettyServerBuilder.forAddress(ANY_PORT)
                    .sslContext(forHttp2(context).build());
        }
    },

    /** As gRPC's manual has it. It looks for providers whose names it knows, and Handfast is none of them. */
    NETTY_BY_NAME_LIST {
        @Override
        ManagedChannelBuilder<?> channel(int port) throws IOException {
            return NettyChannelBuilder.forAddress("localhost", port)
                    .sslContext(GrpcSslContexts.forClient().build());
        }

        @Override
        ServerBuilder<?> server(Identity identity) throws IOException {
            var context = GrpcSslContexts.forServer(
                    identity.chain().toFile(), identity.key().toFile());
            return NettyServerBuilder.forAddress(ANY_PORT).sslContext(context.build());
        }
    };

    private static final InetSocketAddress ANY_PORT = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private static final MethodDescriptor<byte[], byte[]> ECHO = MethodDescriptor.<byte[], byte[]>newBuilder()
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName(MethodDescriptor.generateFullMethodName("Handfast", "Echo"))
            .setRequestMarshaller(new Bytes())
            .setResponseMarshaller(new Bytes())
            .build();

    abstract ManagedChannelBuilder<?> channel(int port) throws IOException;

    abstract ServerBuilder<?> server(Identity identity) throws IOException;

    static SslContextBuilder forHttp2(SslContextBuilder context) {
        return context.sslProvider(SslProvider.JDK)
                .ciphers(Http2SecurityUtil.CIPHERS, SupportedCipherSuiteFilter.INSTANCE)
                .applicationProtocolConfig(new ApplicationProtocolConfig(
                        ApplicationProtocolConfig.Protocol.ALPN,
                        ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                        ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                        ApplicationProtocolNames.HTTP_2));
    }

    @Override
    public int serve(Identity identity) throws Exception {
        var echo = ServerCalls.<byte[], byte[]>asyncUnaryCall((request, response) -> {
            response.onNext(request);
            response.onCompleted();
        });
        return server(identity)
                .addService(ServerServiceDefinition.builder("Handfast")
                        .addMethod(ECHO, echo)
                        .build())
                .build()
                .start()
                .getPort();
    }

    @Override
    public String talk(int port) throws Exception {
        ManagedChannel channel = channel(port).build();
        try {
            call(channel);
            call(channel);
            return "gRPC";
        } finally {
            channel.shutdownNow();
        }
    }

    private static void call(ManagedChannel channel) {
        CallOptions options = CallOptions.DEFAULT.withDeadlineAfter(30, TimeUnit.SECONDS);
        byte[] echoed = ClientCalls.blockingUnaryCall(channel, ECHO, options, Page.bytes());
        Page.check(new String(echoed, StandardCharsets.US_ASCII));
    }

    private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }
}
