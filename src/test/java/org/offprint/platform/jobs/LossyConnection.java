package org.offprint.platform.jobs;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** Proxy between a client and PostgreSQL that can break a connection at a given statement. */
final class LossyConnection implements AutoCloseable {

    private final ServerSocket socket;
    private final int server;
    private final AtomicInteger left = new AtomicInteger();
    private volatile String word;
    private volatile boolean afterwards;
    private volatile boolean broken;

    LossyConnection(int server) {
        this.server = server;
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    /**
     * Breaks the connection when a statement that contains this string is sent for the n-th time.
     * @param done whether the server executes the statement, so that only the response is lost
     */
    void breakAt(String said, int number, boolean done) {
        broken = false;
        afterwards = done;
        word = said;
        left.set(number);
    }

    boolean isBroken() {
        return broken;
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                new Pair(socket.accept(), new Socket(InetAddress.getLoopbackAddress(), server)).start();
            } catch (IOException e) {
                // The proxy was closed, or only this connection failed.
            }
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "lossy connection");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private final class Pair {

        private final Socket client;
        private final Socket database;
        private volatile boolean isLosing;

        Pair(Socket client, Socket database) {
            this.client = client;
            this.database = database;
        }

        void start() {
            LossyConnection.start(() -> pass(client, database, true));
            LossyConnection.start(() -> pass(database, client, false));
        }

        private void pass(Socket from, Socket to, boolean asks) {
            byte[] bytes = new byte[1 << 20];
            try (from;
                    to) {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                    if (asks && isTheOne(new String(bytes, 0, count, StandardCharsets.ISO_8859_1))) {
                        broken = true;
                        if (!afterwards) {
                            return;
                        }
                        isLosing = true;
                    } else if (!asks && isLosing) {
                        return;
                    }
                    out.write(bytes, 0, count);
                    out.flush();
                }
            } catch (IOException e) {
                // The other side has closed the connection.
            }
        }

        private boolean isTheOne(String said) {
            return word != null && said.contains(word) && left.decrementAndGet() == 0;
        }
    }
}
