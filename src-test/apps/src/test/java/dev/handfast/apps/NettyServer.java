package dev.handfast.apps;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.LineBasedFrameDecoder;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.codec.http2.Http2StreamFrameToHttpObjectCodec;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/** Netty, with its own context over PEM files. */
enum NettyServer implements Server {
    HTTP_1_1 {
        @Override
        void initialize(Channel channel, SslContext tls) {
            channel.pipeline().addLast(tls.newHandler(channel.alloc()));
            addEcho(channel.pipeline(), new HttpServerCodec());
        }
    },

    /** By ALPN; without it HTTP/1.1. */
    HTTP_2 {
        @Override
        void initialize(Channel channel, SslContext tls) {
            channel.pipeline().addLast(tls.newHandler(channel.alloc()), new Negotiated());
        }
    },

    /** TLS begins when the client asks for it in clear. */
    START_TLS {
        @Override
        SslContextBuilder configure(SslContextBuilder tls) {
            return super.configure(tls).startTls(true);
        }

        @Override
        void initialize(Channel channel, SslContext tls) {
            channel.pipeline().addLast(new LineBasedFrameDecoder(64), new StartTls(tls));
        }
    },

    /** The engine's tasks run on threads apart from the channel's. */
    DELEGATED_TASKS {
        @Override
        void initialize(Channel channel, SslContext tls) {
            channel.pipeline().addLast(tls.newHandler(channel.alloc(), Executors.newSingleThreadExecutor()));
            addEcho(channel.pipeline(), new HttpServerCodec());
        }
    };

    static final String START = "STARTTLS";
    static final String READY = "READY";
    static final int LONGEST_BODY = 1 << 20;

    abstract void initialize(Channel channel, SslContext tls);

    /** What a client or a server is to say by ALPN. */
    static ApplicationProtocolConfig alpn() {
        return new ApplicationProtocolConfig(
                Protocol.ALPN,
                SelectorFailureBehavior.NO_ADVERTISE,
                SelectedListenerFailureBehavior.ACCEPT,
                ApplicationProtocolNames.HTTP_2,
                ApplicationProtocolNames.HTTP_1_1);
    }

    SslContextBuilder configure(SslContextBuilder tls) {
        return this == HTTP_2 ? tls.applicationProtocolConfig(alpn()) : tls;
    }

    @Override
    public int serve(Identity identity) throws Exception {
        SslContext tls = configure(SslContextBuilder.forServer(
                        identity.chain().toFile(), identity.key().toFile()))
                .build();
        Channel listening = new ServerBootstrap()
                .group(new NioEventLoopGroup(1))
                .channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<SocketChannel>() {
                    @Override
                    protected void initChannel(SocketChannel channel) {
                        initialize(channel, tls);
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .sync()
                .channel();
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    private static void addEcho(ChannelPipeline pipeline, ChannelHandler codec) {
        pipeline.addLast(codec, new HttpObjectAggregator(LONGEST_BODY), new Echo());
    }

    private static final class Negotiated extends ApplicationProtocolNegotiationHandler {
        Negotiated() {
            super(ApplicationProtocolNames.HTTP_1_1);
        }

        @Override
        protected void configurePipeline(ChannelHandlerContext context, String protocol) {
            if (!protocol.equals(ApplicationProtocolNames.HTTP_2)) {
                addEcho(context.pipeline(), new HttpServerCodec());
                return;
            }
            var streams = new ChannelInitializer<Channel>() {
                @Override
                protected void initChannel(Channel stream) {
                    addEcho(stream.pipeline(), new Http2StreamFrameToHttpObjectCodec(true));
                }
            };
            context.pipeline().addLast(Http2FrameCodecBuilder.forServer().build(), new Http2MultiplexHandler(streams));
        }
    }

    /** Puts TLS before all else; the first answer still goes out in clear. */
    private static final class StartTls extends SimpleChannelInboundHandler<ByteBuf> {
        private final SslContext tls;

        StartTls(SslContext tls) {
            this.tls = tls;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, ByteBuf line) {
            if (!line.toString(StandardCharsets.US_ASCII).equals(START)) {
                throw new IllegalArgumentException(line.toString(StandardCharsets.US_ASCII));
            }
            ChannelPipeline pipeline = context.pipeline();
            pipeline.remove(LineBasedFrameDecoder.class);
            pipeline.addFirst(tls.newHandler(context.alloc()));
            addEcho(pipeline, new HttpServerCodec());
            byte[] ready = (READY + "\n").getBytes(StandardCharsets.US_ASCII);
            ChannelFuture unused = context.writeAndFlush(Unpooled.wrappedBuffer(ready));
            pipeline.remove(this);
        }
    }

    private static final class Echo extends SimpleChannelInboundHandler<FullHttpRequest> {
        @Override
        protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
            var response = new DefaultFullHttpResponse(
                    HttpVersion.HTTP_1_1,
                    HttpResponseStatus.OK,
                    request.content().retain());
            HttpUtil.setContentLength(response, response.content().readableBytes());
            ChannelFuture unused = context.writeAndFlush(response);
        }
    }
}
