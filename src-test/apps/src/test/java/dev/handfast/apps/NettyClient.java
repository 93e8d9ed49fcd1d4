package dev.handfast.apps;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2StreamChannelBootstrap;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.Future;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Netty, with its own context over PEM files. */
enum NettyClient implements Client {
    HTTP_1_1,

    /** By ALPN. */
    HTTP_2 {
        @Override
        SslContextBuilder configure(SslContextBuilder tls) {
            return tls.applicationProtocolConfig(NettyServer.alpn());
        }

        // The codec stands behind TLS from the beginning: what the server says first is for it.
        @Override
        ChannelHandler[] handlers(SslHandler tls) {
            var pushed = new ChannelInboundHandlerAdapter();
            return new ChannelHandler[] {
                tls, Http2FrameCodecBuilder.forClient().build(), new Http2MultiplexHandler(pushed)
            };
        }

        @Override
        String exchange(Channel channel, SslHandler tls) throws Exception {
            tls.handshakeFuture().sync();
            if (!ApplicationProtocolNames.HTTP_2.equals(tls.applicationProtocol())) {
                throw new AssertionError("ALPN chose " + tls.applicationProtocol());
            }
            Channel stream =
                    new Http2StreamChannelBootstrap(channel).open().sync().getNow();
            post(stream, new Http2StreamFrameToHttpObjectCodec(false));
            return "HTTP/2";
        }
    },

    /** TLS begins after a word in clear. */
    START_TLS {
        @Override
        SslHandler begin(Channel channel, SslContext tls, int port) throws Exception {
            var ready = new CompletableFuture<SslHandler>();
            channel.pipeline().addLast(new LineBasedFrameDecoder(64), new SimpleChannelInboundHandler<ByteBuf>() {
                @Override
                protected void channelRead0(ChannelHandlerContext context, ByteBuf line) {
                    context.pipeline().remove(LineBasedFrameDecoder.class);
                    SslHandler handler = newHandler(channel, tls, port);
                    context.pipeline().addFirst(handler);
                    context.pipeline().remove(this);
                    ready.complete(handler);
                }
            });
            byte[] word = (NettyServer.START + "\n").getBytes(StandardCharsets.US_ASCII);
            channel.writeAndFlush(Unpooled.wrappedBuffer(word)).sync();
            return ready.get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        }
    },

    /** The engine's tasks run on threads apart from the channel's. */
    DELEGATED_TASKS {
        @Override
        SslHandler newHandler(Channel channel, SslContext tls, int port) {
            return tls.newHandler(channel.alloc(), HOST, port, Executors.newSingleThreadExecutor());
        }
    };

    private static final String HOST = "localhost";
    private static final int TIMEOUT_SECONDS = 30;

    SslContextBuilder configure(SslContextBuilder tls) {
        return tls;
    }

    /** Puts TLS into the channel. */
    SslHandler begin(Channel channel, SslContext tls, int port) throws Exception {
        SslHandler handler = newHandler(channel, tls, port);
        channel.eventLoop()
                .submit(() -> channel.pipeline().addLast(handlers(handler)))
                .sync();
        return handler;
    }

    SslHandler newHandler(Channel channel, SslContext tls, int port) {
        return tls.newHandler(channel.alloc(), HOST, port);
    }

    ChannelHandler[] handlers(SslHandler tls) {
        return new ChannelHandler[] {tls};
    }

    String exchange(Channel channel, SslHandler tls) throws Exception {
        tls.handshakeFuture().sync();
        post(channel, new HttpClientCodec());
        return "HTTP/1.1";
    }

    @Override
    public String talk(int port) throws Exception {
        SslContext tls = configure(SslContextBuilder.forClient()
                        .trustManager(Identity.trusted().toFile())
                        .endpointIdentificationAlgorithm("HTTPS"))
                .build();
        var group = new NioEventLoopGroup(1);
        try {
            Channel channel = new Bootstrap()
                    .group(group)
                    .channel(NioSocketChannel.class)
                    .handler(new ChannelInboundHandlerAdapter())
                    .connect(HOST, port)
                    .sync()
                    .channel();
            return exchange(channel, begin(channel, tls, port));
        } finally {
            Future<?> unused = group.shutdownGracefully(0, 0, TimeUnit.SECONDS);
        }
    }

    /** Posts a page and awaits it back. */
    private static void post(Channel channel, ChannelHandler codec) throws Exception {
        var body = new CompletableFuture<String>();
        channel.pipeline().addLast(codec, new HttpObjectAggregator(NettyServer.LONGEST_BODY), new Answer(body));
        FullHttpRequest request = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1, HttpMethod.POST, "/", Unpooled.wrappedBuffer(Page.bytes()));
        request.headers().set(HttpHeaderNames.HOST, HOST);
        HttpUtil.setContentLength(request, request.content().readableBytes());
        channel.writeAndFlush(request).sync();
        Page.check(body.get(TIMEOUT_SECONDS, TimeUnit.SECONDS));
    }

    private static final class Answer extends SimpleChannelInboundHandler<FullHttpResponse> {
        private final CompletableFuture<String> body;

        Answer(CompletableFuture<String> body) {
            this.body = body;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
            body.complete(response.content().toString(StandardCharsets.US_ASCII));
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            body.completeExceptionally(cause);
        }
    }
}
