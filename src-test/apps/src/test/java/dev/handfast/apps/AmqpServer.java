package dev.handfast.apps;

import com.rabbitmq.client.impl.AMQImpl;
import com.rabbitmq.client.impl.Frame;
import com.rabbitmq.client.impl.LongStringHelper;
import com.rabbitmq.client.impl.Method;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Map;
import javax.net.ssl.SSLServerSocket;

/** As much of an AMQP 0-9-1 server as opens a connection and closes it, with the client's own frames. */
enum AmqpServer implements Server {
    CONNECTIONS;

    private static final int HEADER_LENGTH = 8;
    private static final int FRAME_MAX = 131_072;

    @Override
    public int serve(Identity identity) throws Exception {
        var listening = (SSLServerSocket)
                identity.context().getServerSocketFactory().createServerSocket(0, 0, InetAddress.getLoopbackAddress());
        var thread = new Thread(() -> accept(listening));
        thread.setDaemon(true);
        thread.start();
        return listening.getLocalPort();
    }

    private static void accept(SSLServerSocket listening) {
        while (true) {
            try (Socket socket = listening.accept()) {
                converse(new DataInputStream(socket.getInputStream()), new DataOutputStream(socket.getOutputStream()));
            } catch (IOException refused) { // a client that refuses it is not the last one
                System.err.println("refused: " + refused);
            }
        }
    }

    private static void converse(DataInputStream in, DataOutputStream out) throws IOException {
        in.skipNBytes(HEADER_LENGTH);
        var mechanisms = LongStringHelper.asLongString("PLAIN");
        var locales = LongStringHelper.asLongString("en_US");
        send(out, new AMQImpl.Connection.Start(0, 9, Map.of("product", "AMQP 0-9-1"), mechanisms, locales));
        receive(in, AMQImpl.Connection.StartOk.class);
        send(out, new AMQImpl.Connection.Tune(0, FRAME_MAX, 0));
        receive(in, AMQImpl.Connection.TuneOk.class);
        receive(in, AMQImpl.Connection.Open.class);
        send(out, new AMQImpl.Connection.OpenOk(""));
        receive(in, AMQImpl.Connection.Close.class);
        send(out, new AMQImpl.Connection.CloseOk());
    }

    private static void send(DataOutputStream out, Method method) throws IOException {
        method.toFrame(0).writeTo(out);
        out.flush();
    }

    private static void receive(DataInputStream in, Class<? extends Method> expected) throws IOException {
        Method method = AMQImpl.readMethodFrom(Frame.readFrom(in, FRAME_MAX).getInputStream());
        if (!expected.isInstance(method)) {
            throw new IOException("not a " + expected + ": " + method);
        }
    }
}
