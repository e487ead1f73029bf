package org.offprint.platform.http.streaming;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * File content that is being sent to one client. Files on the local disk are sent by the operating system. Content that
 * is not on the local disk is sent in chunks, each of which is read only after the client has received the previous
 * one. No thread waits for the client, and memory usage is constant.
 */
public final class FileResponse {

    private static final Logger LOG = Logger.getLogger(FileResponse.class);

    /** Size of a file chunk, in bytes. */
    private static final int CHUNK_BYTES = 256 * 1024;

    private static final long CHECK_INTERVAL_MILLIS = 5_000;

    /** Opens the file content, starting at the first requested byte. */
    @FunctionalInterface
    public interface Opener {
        InputStream open() throws IOException;
    }

    private final Path path;
    private final Opener opener;
    private final long offset;
    private final long length;
    private final Duration timeout;
    private volatile long lastReadAt;
    private long lastWritten;
    private RoutingContext context;
    private InputStream content;
    private long sent;
    private Runnable whenDone;

    private FileResponse(Path path, Opener opener, long offset, long length, Duration timeout) {
        this.path = path;
        this.opener = opener;
        this.offset = offset;
        this.length = length;
        this.timeout = timeout;
    }

    /**
     * Returns a response with bytes of a file on the local disk.
     *
     * @param timeout time after which a client that reads no data is disconnected
     */
    public static FileResponse ofDisk(Path path, long offset, long length, Duration timeout) {
        return new FileResponse(path, null, offset, length, timeout);
    }

    /**
     * Returns a response with the bytes of a stream.
     *
     * @param timeout time after which a client that reads no data is disconnected
     */
    public static FileResponse ofStream(Opener opener, long length, Duration timeout) {
        return new FileResponse(null, opener, 0, length, timeout);
    }

    long length() {
        return length;
    }

    /**
     * Starts sending the file content and returns immediately.
     *
     * @param whenDone called after all bytes are written or the client has disconnected
     */
    void send(RoutingContext request, Runnable whenDone) {
        this.context = request;
        this.whenDone = whenDone;
        this.lastReadAt = System.nanoTime();
        long timer = request.vertx().setPeriodic(CHECK_INTERVAL_MILLIS, ignored -> cutIfIdle());
        request.addEndHandler(ended -> {
            request.vertx().cancelTimer(timer);
            done();
        });
        ((ConnectionBase) request.request().connection()).getContext().runOnContext(start -> {
            if (path == null) {
                sendNextChunk();
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
                // If sending a file fails, the connection is aborted, so that the client does not treat the truncated
                // body as complete.
                Connections.abort(context);
            }
            done();
        });
    }

    /** Reads a chunk of the file on a worker thread, and writes it on the thread of the connection. */
    private void sendNextChunk() {
        HttpServerResponse response = context.response();
        lastReadAt = System.nanoTime();
        if (response.closed() || response.ended()) {
            done();
            return;
        }
        context.vertx().executeBlocking(this::read, false).onComplete(piece -> {
            if (piece.failed()) {
                LOG.error("Failed to read a file to its end; the response was aborted", piece.cause());
                Connections.abort(context);
                done();
            } else if (!response.closed() && sent == length) {
                response.end(piece.result());
            } else if (!response.closed()) {
                response.write(piece.result());
                if (response.writeQueueFull()) {
                    response.drainHandler(drained -> sendNextChunk());
                } else {
                    sendNextChunk();
                }
            }
        });
    }

    private Buffer read() throws IOException {
        if (content == null) {
            content = opener.open();
        }
        byte[] piece = content.readNBytes((int) Math.min(CHUNK_BYTES, length - sent));
        sent += piece.length;
        if (piece.length == 0 && sent < length) {
            throw new IOException("The file ended " + (length - sent) + " bytes too early");
        }
        return Buffer.buffer(piece);
    }

    private void cutIfIdle() {
        long written = context.response().bytesWritten();
        if (written != lastWritten) {
            lastWritten = written;
            lastReadAt = System.nanoTime();
        }
        // The HTTP server has its own timeout for files sent by the operating system. Over HTTP/2, the server itself
        // sends all files, and its timeout does not apply to individual streams.
        boolean isSentByServer = path == null || context.request().version() == HttpVersion.HTTP_2;
        if (isSentByServer && System.nanoTime() - lastReadAt > timeout.toNanos()) {
            LOG.debug("Sending a file was aborted because the client stopped reading");
            Connections.abort(context);
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
                LOG.debug("Failed to close a file", e);
            }
        }
    }
}
