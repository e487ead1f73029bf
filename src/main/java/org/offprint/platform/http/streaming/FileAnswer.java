package org.offprint.platform.http.streaming;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * Bytes of a file on their way to one client: from the disk by the system itself, from elsewhere by pieces, each read
 * when the client has taken the one before. No thread waits for the client, and memory is constant.
 */
public final class FileAnswer {

    private static final Logger LOG = Logger.getLogger(FileAnswer.class);

    /** The bytes of a piece. */
    private static final int PIECE = 256 * 1024;

    private static final long LOOK_MILLIS = 5_000;

    /** Opens the bytes from the first that is asked for. */
    @FunctionalInterface
    public interface Opener {
        InputStream open() throws IOException;
    }

    private final Path path;
    private final Opener opener;
    private final long offset;
    private final long length;
    private final Duration patience;
    private volatile long takenAt;
    private RoutingContext context;
    private InputStream content;
    private long sent;
    private Runnable whenDone;

    private FileAnswer(Path path, Opener opener, long offset, long length, Duration patience) {
        this.path = path;
        this.opener = opener;
        this.offset = offset;
        this.length = length;
        this.patience = patience;
    }

    /** Returns the bytes of a file of the disk. */
    public static FileAnswer ofDisk(Path path, long offset, long length, Duration patience) {
        return new FileAnswer(path, null, offset, length, patience);
    }

    /**
     * Returns the bytes of a stream.
     *
     * @param patience after which a client that takes nothing is given up
     */
    public static FileAnswer ofStream(Opener opener, long length, Duration patience) {
        return new FileAnswer(null, opener, 0, length, patience);
    }

    long length() {
        return length;
    }

    /**
     * Sends the bytes, and returns at once.
     *
     * @param whenDone is told when all is written, or the client gone
     */
    void send(RoutingContext request, Runnable whenDone) {
        this.context = request;
        this.whenDone = whenDone;
        this.takenAt = System.nanoTime();
        long timer = request.vertx().setPeriodic(LOOK_MILLIS, ignored -> cutIfIdle());
        request.addEndHandler(ended -> {
            request.vertx().cancelTimer(timer);
            done();
        });
        ((ConnectionBase) request.request().connection()).getContext().runOnContext(start -> {
            if (path == null) {
                sendOn();
            } else {
                sendFile();
            }
        });
    }

    private void sendFile() {
        HttpServerResponse response = context.response();
        if (response.closed() || response.ended()) {
            done();
            return;
        }
        response.sendFile(path.toString(), offset, length).onComplete(sent -> {
            if (sent.failed() && !response.closed()) {
                // The client must not take it for the whole.
                Connections.cut(context);
            }
            done();
        });
    }

    /** Reads a piece on another thread, and writes it on the one of the connection. */
    private void sendOn() {
        HttpServerResponse response = context.response();
        takenAt = System.nanoTime();
        if (response.closed() || response.ended()) {
            done();
            return;
        }
        context.vertx().executeBlocking(this::read, false).onComplete(piece -> {
            if (piece.failed()) {
                LOG.error("A file cannot be read to its end", piece.cause());
                Connections.cut(context);
                done();
            } else if (!response.closed() && sent == length) {
                response.end(piece.result());
            } else if (!response.closed()) {
                response.write(piece.result());
                if (response.writeQueueFull()) {
                    response.drainHandler(drained -> sendOn());
                } else {
                    sendOn();
                }
            }
        });
    }

    private Buffer read() throws IOException {
        if (content == null) {
            content = opener.open();
        }
        byte[] piece = content.readNBytes((int) Math.min(PIECE, length - sent));
        sent += piece.length;
        if (piece.length == 0 && sent < length) {
            throw new IOException("The file ends " + (length - sent) + " bytes before its end");
        }
        return Buffer.buffer(piece);
    }

    private void cutIfIdle() {
        // What the system sends by itself is ended by the server's own limit.
        if (path == null && System.nanoTime() - takenAt > patience.toNanos()) {
            LOG.debug("A file is not sent on because its client takes nothing any more");
            Connections.cut(context);
        }
    }

    private synchronized void done() {
        Runnable tell = whenDone;
        whenDone = null;
        if (tell != null) {
            tell.run();
            try {
                if (content != null) {
                    content.close();
                }
            } catch (IOException e) {
                LOG.debug("A file was not closed in order", e);
            }
        }
    }
}
